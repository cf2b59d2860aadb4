// <meeting-room>: everybody's page of a meeting. It goes where who leads goes, until the reader scrolls or writes.

import "./meeting-acts.js";
import "./meeting-clock.js";
import "./reading-panels.js";
import { Following, placeIn } from "./meeting-follow.js";
import { Whereabouts } from "./meeting-here.js";
import { EVENTS, SOON_BACK, renewAfter, renewAll, spread } from "./meeting-parts.js";
import { bring, isThere, light, open, paragraphOf, takeDown } from "./meeting-text.js";
import { KINDS, LiveStream } from "./live-stream.js";

const SCROLLING = new Set(["PageUp", "PageDown", "Home", "End", "ArrowUp", "ArrowDown", " ", "n", "p", "j", "k", "[", "]", "u"]);
const AGAIN = 2000; // ms after which a leaf is asked for again that could not be had
const status = () => document.getElementById("status").dataset;
const isField = (element) => element.matches?.("textarea, select, input:not([type=radio], [type=checkbox], [type=hidden])");

class MeetingRoom extends HTMLElement {
  connectedCallback() {
    this.follow = new Following(placeIn(status()), { isAway: "away" in this.dataset });
    this.pill = document.getElementById("follow");
    this.pill.addEventListener("click", (event) => { event.preventDefault(); this.join(); });
    this.addEventListener("click", ({ target }) => target.closest("[data-holds]") && this.toggle());
    this.watchScrolling();
    this.watchWriting();
    document.addEventListener("meeting:part", ({ detail }) => detail === "status" && this.look());
    this.listen();
    this.whereabouts = new Whereabouts(this.dataset.here, { isRunning: () => status().state === "running", isFollowing: () => this.follow.isFollowing, present: () => this.present });
    this.arrive();
  }

  /** Late or early, one lands where everybody is. */
  arrive() {
    light(this.follow.place);
    if (this.follow.isFollowing) this.go({ atOnce: true });
    this.say();
  }

  listen() {
    const { live: url, cursor } = this.dataset;
    const onNotice = (kind, data) => this.notice(kind, data);
    const onResync = () => { renewAll(); this.tellText("resync", {}); };
    this.stream = new LiveStream({ url, cursor, kinds: [...KINDS, ...EVENTS], longest: SOON_BACK, onNotice, onResync, onBye: () => this.shutOut() });
  }

  notice(kind, data) {
    if (kind === "focus") this.hear(data);
    else if (kind === "text") this.hearText(data);
    else if (KINDS.includes(kind)) this.tellText(kind, data);
    if (kind !== "focus" || document.querySelector('[data-part="lead"]')) renewAfter(kind, { present: this.present });
  }

  get present() {
    return Number(document.querySelector("[data-present]")?.dataset.present ?? 0);
  }

  /** Marks of others, for the modules of the reading page. */
  tellText(kind, data) {
    document.dispatchEvent(new CustomEvent("live:notice", { detail: { kind, data } }));
  }

  /** What #status says now: after a while without the network a move may have been missed. */
  look() {
    const place = placeIn(status());
    if (place) this.hear(place);
    this.say();
  }

  hear(place) {
    const isNew = !this.follow.place || place.moves > this.follow.place.moves;
    const goes = this.follow.hear(place);
    if (isNew) light(place);
    if (goes) this.go();
    this.say();
  }

  /** A text was taken away, or is there again. */
  hearText({ article, gone }) {
    if (gone) takeDown(article);
    else if (!isThere()) setTimeout(() => window.location.reload(), Math.random() * spread("text", this.present));
    this.say();
  }

  async go({ atOnce = false } = {}) {
    const { place } = this.follow;
    const paragraph = paragraphOf(place);
    if (paragraph) {
      light(place);
      bring(paragraph, { atOnce });
      return;
    }
    try {
      if (!await open(this.dataset.text)) window.location.assign(this.pill.href.split("#")[0]);
      else if (place === this.follow.place && this.follow.isFollowing && light(place)) bring(paragraphOf(place), { atOnce: true });
    } catch {
      setTimeout(() => { if (place === this.follow.place && this.follow.isFollowing) this.go(); }, AGAIN);
    }
  }

  join() {
    this.follow.join();
    this.say();
    if (this.follow.place) this.go();
  }

  hold() {
    if (!this.follow.isFollowing) return;
    this.follow.hold();
    this.say();
  }

  toggle() {
    if (this.follow.isFollowing) this.hold();
    else this.join();
  }

  /** The reader's own hand on the text: wheel, finger, key, scrollbar. A page that moves by itself is not the reader. */
  watchScrolling() {
    const isText = ({ target }) => !target.closest?.(".room-agenda, .room-side, #panel, #composer, #selection-bar, .display-panel, dialog, .room-bottom");
    const hold = (event) => { if (isText(event)) this.hold(); };
    window.addEventListener("wheel", hold, { passive: true });
    window.addEventListener("touchmove", hold, { passive: true });
    window.addEventListener("mousedown", ({ clientX }) => { if (clientX >= document.documentElement.clientWidth) this.hold(); });
    window.addEventListener("keydown", (event) => {
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
      if (isPlain && SCROLLING.has(event.key) && !isField(event.target) && !event.target.closest?.("button, a[role=button], summary")) hold(event);
    });
  }

  /** Words being chosen or written: the text stays where it is. */
  watchWriting() {
    const look = () => {
      const composer = document.getElementById("composer");
      const isWriting = this.isChoosing || Boolean(composer && !composer.hidden) || (isField(document.activeElement) && Boolean(document.activeElement.value));
      if (isWriting === this.follow.isWriting) return;
      this.follow.write(isWriting);
      this.say();
    };
    document.addEventListener("note:write", () => setTimeout(look));
    for (const kind of ["input", "focusin", "drafts:changed"]) document.addEventListener(kind, look);
    document.addEventListener("focusout", () => setTimeout(look));
    document.addEventListener("words:chosen", ({ detail }) => { this.isChoosing = Boolean(detail); look(); });
  }

  /** The pill, and whatever says whether the page follows. */
  say() {
    const { place, isFollowing } = this.follow;
    this.whereabouts?.soon();
    this.pill.hidden = !place || !isThere() || status().state !== "running";
    if (place) this.pill.lastElementChild.textContent = this.words(isFollowing ? "follows" : "returns", place);
    this.pill.classList.toggle("following", isFollowing);
    this.classList.toggle("is-following", isFollowing);
    for (const button of this.querySelectorAll("[data-holds]")) {
      button.hidden = this.pill.hidden;
      button.lastElementChild.textContent = button.dataset[isFollowing ? "pauses" : "follows"];
    }
  }

  words(name, { paragraph }) {
    const place = paragraph ? this.dataset.placeWords.replace("{n}", paragraph) : this.dataset.heading;
    return this.dataset[name].replace("{place}", place);
  }

  /** No longer in the group, or, for a guest, over. */
  shutOut() {
    document.getElementById("shut-out")?.showModal();
  }
}

customElements.define("meeting-room", MeetingRoom);
