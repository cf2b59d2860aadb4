// A paragraph longer than the big screen rolls on as it is read aloud: `.screen-lines`. By hand it is turned a windowful at a time.

const LOOK = 1000; // ms
const EYE = 0.4; // of the window from its top: where the line that is being read stays
const KEPT = 2; // lines of the last windowful that stay in view

/** Pure: how many pixels the text has gone up, whole lines of it, `seconds` after everybody was taken there. */
export function rolled({ seconds, characters, pace, height, room, line }) {
  const read = Math.min(1, (seconds * pace) / 60 / Math.max(1, characters)) * height;
  const lines = Math.round((read - room * EYE) / line);
  return Math.max(0, Math.min(height - room, lines * line));
}

export class Roll {
  constructor() {
    this.moves = undefined;
    setInterval(() => this.look(), LOOK);
  }

  get box() {
    return document.querySelector(".screen-lines");
  }

  /** Whether the paragraph is longer than there is room. */
  get isLong() {
    return this.box.scrollHeight > this.box.clientHeight + 2;
  }

  /** A new look at the screen: another paragraph begins at its beginning, the same stays where it was. */
  begin(moves) {
    if (moves !== this.moves) {
      Object.assign(this, { moves, since: performance.now(), at: undefined });
      if (!this.isLong) this.box.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" }); // on a phone
    }
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
    const { box, since } = this;
    const words = box.querySelector("[aria-current] > p");
    const { pace } = document.getElementById("main").dataset;
    const line = words ? Number.parseFloat(getComputedStyle(words).lineHeight) : 1;
    return { seconds: (performance.now() - since) / 1000, characters: words?.textContent.length ?? 0, pace: Number(pace), height: box.scrollHeight, room: box.clientHeight, line };
  }

  /** Fade its end while more of it comes. */
  say(goesOn) {
    document.querySelector(".screen-text")?.classList.toggle("goes-on", goesOn);
  }

  byHand(top) {
    this.at = Math.max(0, Math.min(top, this.box.scrollHeight - this.box.clientHeight));
    this.look();
  }

  /** A windowful on or back; false where the paragraph begins or ends, or all of it can be seen. */
  turn(by) {
    const { box } = this;
    if (!this.isLong) return false;
    const from = this.at ?? box.scrollTop;
    const last = box.scrollHeight - box.clientHeight;
    if (by > 0 ? from >= last - 2 : from <= 2) return false;
    this.byHand(from + by * (box.clientHeight - KEPT * this.measures.line));
    return true;
  }
}
