// A paragraph longer than the big screen rolls on as it is read aloud, by the server's clock: `.screen-lines`. By hand it is
// turned a windowful at a time; where it then is is a place in the text.

import { codePoints, unitsBefore } from "./anchor.js";
import { lastAbove } from "./reading-position.js";

const LOOK = 1000; // ms
const EYE = 0.4; // of the window from its top: where the line that is being read stays
const KEPT = 2; // lines of the last windowful that stay in view

/** Pure: how many pixels the text has gone up, whole lines of it, `seconds` after everybody was taken there. */
export function rolled({ seconds, characters, pace, height, room, line }) {
  const read = Math.min(1, (seconds * pace) / 60 / Math.max(1, characters)) * height;
  const lines = Math.round((read - room * EYE) / line);
  return Math.max(0, Math.min(height - room, lines * line));
}

/** Pure: where to begin in it, in code points; nothing when it is to be read from the clock. `kept`: "7 340", the number
 *  of the move and the place that this page was at. */
export function placeKept(kept, moves) {
  const [of, place] = (kept ?? "").split(" ");
  return of === String(moves) && /^\d+$/.test(place ?? "") ? Number(place) : undefined;
}

const KEY = () => `screen-place ${window.location.pathname}`;

export class Roll {
  constructor() {
    this.moves = undefined;
    setInterval(() => this.look(), LOOK);
  }

  get box() {
    return document.querySelector(".screen-lines");
  }

  get words() {
    return this.box.querySelector("[aria-current] > p");
  }

  /** Whether the paragraph is longer than there is room. */
  get isLong() {
    return this.box.scrollHeight > this.box.clientHeight + 2;
  }

  /** A new look at the screen: another paragraph begins where the clock says or, after a reload, where it was turned to
   *  by hand; the same stays at its place in the text, however large its letters are now. */
  begin(moves) {
    if (moves !== this.moves) {
      const { now, since } = document.getElementById("main").dataset;
      const before = since ? Math.max(0, Number(now) - Number(since)) : 0;
      Object.assign(this, { moves, since: performance.now() - before, place: placeKept(this.kept, moves) });
      if (!this.isLong) this.box.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" }); // on a phone
    }
    this.at = this.place === undefined || !this.words ? undefined : this.topOf(this.place);
    this.box.onwheel = () => setTimeout(() => this.byHand(this.box.scrollTop));
    this.box.ontouchmove = () => this.byHand(this.box.scrollTop);
    this.look({ behavior: "instant" });
  }

  look({ behavior = "smooth" } = {}) {
    const { box } = this;
    if (!box || !this.isLong) { this.say(false); return; }
    const top = Math.round(this.at ?? rolled(this.measures));
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (Math.abs(box.scrollTop - top) > 1) box.scrollTo({ top, behavior: calm ? "instant" : behavior });
    this.say(top + box.clientHeight < box.scrollHeight - 2);
  }

  get measures() {
    const { box, since, words } = this;
    const { pace } = document.getElementById("main").dataset;
    return { seconds: (performance.now() - since) / 1000, characters: words?.textContent.length ?? 0, pace: Number(pace), height: box.scrollHeight, room: box.clientHeight, line: this.line };
  }

  get line() {
    return this.words ? Number.parseFloat(getComputedStyle(this.words).lineHeight) : 1;
  }

  get last() {
    return this.box.scrollHeight - this.box.clientHeight;
  }

  /** Fade its end while more of it comes. */
  say(goesOn) {
    document.querySelector(".screen-text")?.classList.toggle("goes-on", goesOn);
  }

  byHand(top) {
    this.at = Math.max(0, Math.min(top, this.last));
    if (this.words && this.isLong) this.keep(this.placeAt(this.at));
    this.look();
  }

  /** The first character that can be seen when it has gone up so far, in code points. */
  placeAt(top) {
    if (top <= 2) return 0;
    const count = codePoints(this.words.textContent);
    return Math.min(count - 1, lastAbove(count, (place) => this.heightOf(place), top - this.line / 2) + 1);
  }

  /** Half a line before its end is its end. */
  topOf(place) {
    if (place === 0) return 0;
    const top = this.heightOf(Math.min(place, codePoints(this.words.textContent) - 1));
    return top > this.last - this.line / 2 ? this.last : Math.max(0, top);
  }

  /** How far below the top of all the line of a character stands. */
  heightOf(place) {
    const range = document.createRange();
    let left = unitsBefore(this.words.textContent, place);
    const walker = document.createTreeWalker(this.words, NodeFilter.SHOW_TEXT);
    while (walker.nextNode() && left >= walker.currentNode.length) left -= walker.currentNode.length;
    range.setStart(walker.currentNode, left);
    range.setEnd(walker.currentNode, Math.min(left + 1, walker.currentNode.length));
    const { top } = range.getClientRects()[0] ?? this.words.getBoundingClientRect();
    return top - this.box.getBoundingClientRect().top + this.box.scrollTop;
  }

  /** For this window, over a reload. */
  keep(place) {
    this.place = place;
    try { sessionStorage.setItem(KEY(), `${this.moves} ${place}`); } catch { /* no storage: until the reload */ }
  }

  get kept() {
    try { return sessionStorage.getItem(KEY()); } catch { return undefined; }
  }

  /** A windowful on or back; false where the paragraph begins or ends, or all of it can be seen. */
  turn(by) {
    const { box } = this;
    if (!this.isLong) return false;
    const from = this.at ?? box.scrollTop;
    if (by > 0 ? from >= this.last - 2 : from <= 2) return false;
    this.byHand(from + by * (box.clientHeight - KEPT * this.line));
    return true;
  }
}
