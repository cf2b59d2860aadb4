// <meeting-screen>: the big screen. Whatever happens it shows what is now; a presenter's remote that is plugged in here leads.

import "./meeting-clock.js";
import { ask, parsed, post } from "./asking.js";
import { EVENTS, SOON_BACK } from "./meeting-parts.js";
import { LiveStream } from "./live-stream.js";
import { Roll } from "./screen-roll.js";

const AGAIN = 2000; // ms after which it is asked again, when the network is away
const REST = 250; // ms in which several things that happen become one look
const STEPS = { PageDown: "next", PageUp: "previous", ArrowDown: "next", ArrowUp: "previous", ArrowRight: "next", ArrowLeft: "previous" };
const AT_HAND = 2500; // ms for which the buttons stay after the mouse moved
const NIGHT = "screen-night"; // the wish on this device

class MeetingScreen extends HTMLElement {
  connectedCallback() {
    const { live: url, cursor } = this.dataset;
    const onNotice = (kind) => this.soon(["focus", "floor", "screen", "text"].includes(kind) ? 0 : REST);
    this.stream = new LiveStream({ url, cursor, kinds: EVENTS, longest: SOON_BACK, onNotice, onResync: () => this.soon(0), onBye: () => this.shut() });
    document.addEventListener("keydown", (event) => this.key(event));
    this.acts = document.getElementById("screen-acts");
    this.acts.addEventListener("submit", (event) => { event.preventDefault(); event.stopPropagation(); this.step(event.submitter.value); });
    this.acts.querySelector("[data-turns-night]").addEventListener("click", () => this.turnNight(!this.isNight));
    this.acts.querySelector("[data-fills]").addEventListener("click", () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()));
    try { if (localStorage.getItem(NIGHT)) this.turnNight(localStorage.getItem(NIGHT) === "1"); } catch { /* no storage */ }
    document.addEventListener("mousemove", () => this.showActs());
    window.addEventListener("resize", () => this.fit());
    this.roll = new Roll();
    this.turnCode();
    this.fit();
  }

  showActs() {
    clearTimeout(this.atHand);
    document.body.classList.add("at-hand");
    this.atHand = setTimeout(() => document.body.classList.remove("at-hand"), AT_HAND);
  }

  soon(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), wait);
  }

  /** It may show nothing any more, and asks for nothing. */
  shut() {
    this.isShut = true;
    clearTimeout(this.timer);
    clearTimeout(this.turning);
    document.getElementById("main").replaceChildren();
    document.getElementById("shut-out")?.showModal();
  }

  /** What is on it now; what comes late is older and not shown. */
  async look() {
    const turn = (this.turn = (this.turn ?? 0) + 1);
    const answer = await ask(this.dataset.screen).catch(() => undefined);
    if (turn !== this.turn || this.isShut) return;
    if (answer?.status === 410) { this.shut(); return; }
    if (!answer?.ok || answer.headers.has("HX-Redirect")) { this.soon(AGAIN); return; }
    const fresh = parsed(await answer.text()).getElementById("main");
    if (!fresh || turn !== this.turn) return;
    document.getElementById("main").replaceWith(document.importNode(fresh, true));
    document.dispatchEvent(new CustomEvent("meeting:part", { detail: "screen" }));
    this.turnCode();
    this.fit();
  }

  /** A new code when the time of this one has come. */
  turnCode() {
    clearTimeout(this.turning);
    const left = Number(document.getElementById("screen-code")?.dataset.left ?? 0);
    this.turning = setTimeout(() => this.renewCode(), left + 200);
  }

  async renewCode() {
    const answer = await ask(this.dataset.code).catch(() => undefined);
    if (this.isShut) return;
    const fresh = answer?.ok && parsed(await answer.text()).getElementById("screen-code");
    if (!fresh) { this.turning = setTimeout(() => this.renewCode(), AGAIN); return; }
    document.getElementById("screen-code").replaceWith(document.importNode(fresh, true));
    this.turnCode();
  }

  /** When there is not enough room the neighbours go first, then words shrink; what is still too long rolls. */
  fit() {
    if (this.isShut) return;
    const [text, side] = [document.querySelector(".screen-text"), document.querySelector(".screen-side")];
    text.classList.remove("crowded", "tight");
    for (const name of ["crowded", "tight"]) if (this.roll.isLong) text.classList.add(name);
    side.classList.remove("tight");
    if (side.scrollHeight > side.clientHeight + 2) side.classList.add("tight");
    this.roll.begin(document.getElementById("main").dataset.moves);
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || document.querySelector("dialog[open]")) return;
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    this.step(step);
  }

  /** First through a paragraph that is longer than the screen, then to the one behind it. */
  step(step) {
    if (this.roll.turn(step === "next" ? 1 : -1) || !this.acts.action) return; // a lent screen leads nobody
    post(this.acts.action, { step }).then(() => this.soon(0), () => {});
  }

  get isNight() {
    const { media } = document.getElementById("night");
    return media === "all" || (media !== "not all" && window.matchMedia(media.replace("screen and ", "")).matches);
  }

  turnNight(isNight) {
    document.getElementById("night").media = isNight ? "all" : "not all";
    this.acts.querySelector("[data-turns-night]").setAttribute("aria-pressed", isNight);
    try { localStorage.setItem(NIGHT, isNight ? "1" : "0"); } catch { /* no storage: only for now */ }
  }
}

customElements.define("meeting-screen", MeetingScreen);
