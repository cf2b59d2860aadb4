// <meeting-console>: the page of whoever leads. One press takes everybody along; the counts say who has arrived.

import "./meeting-acts.js";
import "./meeting-clock.js";
import "./narrowing.js";
import "./reading-panels.js";
import { post } from "./asking.js";
import { Following, placeIn } from "./meeting-follow.js";
import { EVENTS, SOON_BACK, renewAfter, renewAll, take } from "./meeting-parts.js";
import { isThere, takeDown } from "./meeting-text.js";
import { LiveStream } from "./live-stream.js";

const COUNT = 4000; // ms between two looks at who is where
const STEPS = { PageDown: "next", n: "next", PageUp: "previous", p: "previous" };
const MENUS = ".console-points, .hand-over, .end-meeting, .item-menu";
const status = () => document.getElementById("status").dataset;
const isField = (element) => element.matches?.("textarea, select, input");

/** One menu at a time; a press beside it or Escape closes it. */
function closeMenus(kept) {
  for (const menu of document.querySelectorAll(MENUS)) if (menu !== kept) menu.open = false;
}

class MeetingConsole extends HTMLElement {
  connectedCallback() {
    this.follow = new Following(placeIn(status()));
    this.addEventListener("submit", (event) => this.submit(event));
    document.addEventListener("keydown", (event) => this.key(event));
    document.addEventListener("meeting:part", ({ detail }) => this.renewed(detail));
    const { live: url, cursor } = this.dataset;
    this.stream = new LiveStream({ url, cursor, kinds: EVENTS, longest: SOON_BACK, onNotice: (kind, data) => this.notice(kind, data), onResync: renewAll, onBye: () => document.getElementById("shut-out")?.showModal() });
    setInterval(() => { if (!document.hidden && status().state === "running") take("here"); }, COUNT);
    this.count();
    this.light({ atOnce: true });
    document.addEventListener("toggle", ({ target }) => target.matches(MENUS) && target.open && closeMenus(target), true);
    document.addEventListener("click", ({ target }) => closeMenus(target.closest(MENUS)));
  }

  notice(kind, data) {
    if (kind === "focus") this.hear(data);
    if (kind === "text") this.hearText(data);
    if (["started", "ended", "resumed"].includes(kind)) { window.location.reload(); return; }
    renewAfter(kind, { within: kind === "focus" || kind === "lead" ? 0 : 300 });
  }

  /** A text was taken away, or is there again. */
  hearText({ article, gone }) {
    if (gone) takeDown(article);
    else if (!isThere()) window.location.reload();
  }

  hear(place) {
    if (this.follow.hear(place)) this.light();
  }

  renewed(name) {
    if (name === "here") this.count();
    if (name === "hands") this.countHands();
    if (name === "status") { const place = placeIn(status()); if (place) this.hear(place); }
  }

  /** Show where everybody is; on another leaf or text the page is loaded there. */
  light({ atOnce = false } = {}) {
    const { place } = this.follow;
    for (const lit of this.querySelectorAll(".console-paragraph[aria-current]")) lit.removeAttribute("aria-current");
    if (!place) return;
    const lines = document.getElementById("console-lines");
    const isHere = lines?.dataset.revision === String(place.revision);
    const paragraph = isHere && lines.querySelector(`.console-paragraph[data-start="${place.start}"]`);
    if (!paragraph) {
      if (!atOnce) window.location.assign(window.location.pathname); // it opens where everybody is
      return;
    }
    paragraph.setAttribute("aria-current", "true");
    const calm = atOnce || window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const isLong = paragraph.offsetHeight > window.innerHeight * 0.6; // its beginning is what is read first
    paragraph.scrollIntoView({ block: isLong ? "start" : "center", behavior: calm ? "instant" : "smooth" });
    this.count();
  }

  /** The numbers beside the paragraphs. */
  count() {
    const people = new Map([...document.querySelectorAll("#here data")].map(({ dataset, value }) => [dataset.start, value]));
    const lines = document.getElementById("console-lines");
    const isHere = lines?.dataset.revision === String(this.follow.place?.revision);
    for (const place of this.querySelectorAll("[data-here]")) {
      const number = isHere && people.get(place.dataset.here);
      place.textContent = number ? this.dataset.people.replace("{n}", number) : "";
    }
  }

  /** On the tab of a phone. */
  countHands() {
    document.getElementById("hands-count").textContent = document.querySelectorAll("#hands > ol > li").length || "";
  }

  submit(event) {
    const form = event.target.closest("form[data-leads]");
    if (!form || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation(); // the busy mark is ours
    const fields = Object.fromEntries(new FormData(form));
    if (event.submitter?.name) fields[event.submitter.name] = event.submitter.value;
    this.send(form.action, fields, event.submitter);
  }

  /** The answer moves this page at once, the stream all others. */
  async send(url, fields, button) {
    button?.setAttribute("aria-busy", "true");
    const answer = await post(url, fields).catch(() => undefined);
    button?.removeAttribute("aria-busy");
    const signIn = answer?.headers.get("HX-Redirect");
    if (signIn) { window.location.assign(signIn); return; }
    this.querySelector("#not-sent").hidden = Boolean(answer?.ok || answer?.status === 422);
    const place = JSON.parse(answer?.headers.get("HX-Trigger") ?? "{}")["meeting:focus"];
    if (!place) return;
    this.hear(place);
    take("lead");
  }

  key(event) {
    if (event.key === "Escape") closeMenus();
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented || event.repeat) return;
    const step = STEPS[event.key];
    if (!step || isField(event.target) || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    this.querySelector(`#lead button[value="${step}"]:not(:disabled)`)?.click();
  }
}

customElements.define("meeting-console", MeetingConsole);
