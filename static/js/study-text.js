// <study-text>: the text that is being read. Follows the scroll, keeps the place, answers the keys, copies links.

import { step as stepSentence } from "./choosing-by-key.js";
import { current as chosenWords } from "./chosen.js";
import { copied } from "./clipboard.js";
import { scrollTo } from "./placing.js";
import { sayNext } from "./progress.js";
import { actOf } from "./reading-keys.js";
import { PlaceKeeper } from "./reading-place.js";
import { lastAbove, reading, stepFrom } from "./reading-position.js";
import { toggle } from "./reading-panels.js";
import { toast } from "./toast.js";
import { nextUnread } from "./unread.js";

const top = (element) => element.getBoundingClientRect().top;
const isTyping = (element) => element.matches("input:not([type=radio]), textarea, select, [contenteditable]");
const csrfToken = () => document.querySelector("input[name=csrfmiddlewaretoken]").value;

class StudyText extends HTMLElement {
  connectedCallback() {
    this.begin();
  }

  /** Also when another leaf has come into it. */
  begin() {
    this.off?.abort();
    this.number = this.link = this.current = undefined;
    this.paragraphs = [...this.querySelectorAll(".paragraph[id]")];
    this.heads = [...this.querySelectorAll(".section-head[id^=s]")];
    this.links = new Map([...document.querySelectorAll("#contents [data-section]")].map((link) => [link.dataset.section, link]));
    this.keeper = new PlaceKeeper({ url: this.dataset.place, revision: this.dataset.revision, token: csrfToken() });
    this.aims = {};
    this.off = new AbortController();
    const { signal } = this.off;
    window.addEventListener("scroll", () => this.soon(), { passive: true, signal });
    window.addEventListener("resize", () => this.soon(), { passive: true, signal });
    document.addEventListener("keydown", (event) => this.key(event), { signal });
    document.addEventListener("visibilitychange", () => document.hidden && this.leave(), { signal });
    window.addEventListener("pagehide", () => this.leave(), { signal });
    this.addEventListener("click", (event) => this.copyLink(event), { signal });
    document.addEventListener("click", (event) => this.goToUnread(event), { signal });
    document.addEventListener("display:changed", () => this.stay(), { signal });
    this.goWhereTheAddressSays();
    this.follow();
  }

  /** An address may name its paragraph in the path alone, when somebody typed it or cut the rest off. */
  goWhereTheAddressSays() {
    const { here } = this.dataset;
    const isFirst = this.paragraphs[0]?.id === `p${here}`; // the title above it belongs to it
    if (here && !isFirst && !window.location.hash) document.getElementById(`p${here}`)?.scrollIntoView({ block: "start" });
  }

  disconnectedCallback() {
    this.off.abort();
  }

  soon() {
    this.frame ??= requestAnimationFrame(() => { this.frame = undefined; this.follow(); });
  }

  /** See where the reader is, and say so in the bar, the contents and to the server. */
  follow() {
    const page = document.documentElement;
    const line = readingLine(this.paragraphs[0] ?? this);
    const edges = { line, atTop: window.scrollY < 4, atEnd: window.scrollY + window.innerHeight > page.scrollHeight - 4 };
    if (edges.atEnd) edges.atTop = false; // all of it can be seen at once
    this.current = reading(this.paragraphs.length, (index) => top(this.paragraphs[index]), edges);
    this.section = lastAbove(this.heads.length, (index) => top(this.heads[index]), line);
    this.showSection(this.heads[this.section]);
    const number = this.paragraphs[this.current]?.id.slice(1);
    if (!number || number === this.number) return;
    this.number = number;
    document.getElementById("here-paragraph").textContent = number;
    document.getElementById("place-line").value = Number(number);
    this.keeper.at(number);
  }

  showSection(head) {
    const link = this.links.get(head?.id.slice(1));
    if (!link || link === this.link) return;
    this.link?.removeAttribute("aria-current");
    for (const shown of document.querySelectorAll("#contents [aria-current]")) shown.removeAttribute("aria-current");
    document.querySelector("#contents li.current")?.classList.remove("current");
    link.setAttribute("aria-current", "location");
    link.closest(".contents-list > li").classList.add("current");
    document.getElementById("here-section").textContent = link.firstElementChild.textContent;
    this.link = link;
    keepInView(link, document.getElementById("contents"));
  }

  leave() {
    this.follow();
    this.keeper.tell({ leaving: true });
    if (this.number) history.replaceState(history.state, "", this.addressOf(this.number));
  }

  /** After a change of type the reader still sees the same paragraph. */
  stay() {
    const paragraph = this.paragraphs[this.current];
    if (paragraph && window.scrollY > 4) requestAnimationFrame(() => paragraph.scrollIntoView({ block: "start" }));
  }

  addressOf(number) {
    return `${this.dataset.address}${number}/#p${number}`;
  }

  key(event) {
    const chosen = chosenWords();
    const act = event.defaultPrevented || document.querySelector("dialog[open]") ? undefined : actOf(event, isTyping(event.target), Boolean(chosen));
    if (isPressed(event, act)) return;
    const paragraph = this.firstSeen();
    const acts = {
      "next-paragraph": () => this.step("paragraphs", this.current, 1),
      "previous-paragraph": () => this.step("paragraphs", this.current, -1),
      "next-section": () => this.step("heads", this.section, 1) || this.turn("next"),
      "previous-section": () => this.step("heads", this.section, -1) || this.turn("prev"),
      contents: () => toggle("contents"),
      keys: () => document.getElementById("keys").showModal(),
      progress: () => { this.follow(); sayNext(this.paragraphs[this.current]); },
      "next-unread": () => nextUnread(this, paragraph),
      "next-sentence": () => stepSentence(1, { paragraph }),
      "previous-sentence": () => stepSentence(-1, { paragraph }),
      "more-sentences": () => stepSentence(1, { paragraph, extend: true }),
      "fewer-sentences": () => stepSentence(-1, { paragraph, extend: true }),
    };
    const run = acts[act] ?? (chosen && act && act !== "close" && (() => document.dispatchEvent(new CustomEvent("words:act", { detail: act }))));
    if (!run) return;
    event.preventDefault();
    run();
  }

  /** The paragraph whose number has the focus, else the first of which more than a line is seen. */
  firstSeen() {
    const focused = document.activeElement?.closest(".paragraph");
    return focused ?? this.paragraphs.find((paragraph) => paragraph.getBoundingClientRect().bottom > 100) ?? this.paragraphs.at(-1);
  }

  /** Go on by one paragraph or section, if there is one. */
  step(kind, current, by) {
    const index = stepFrom(current, this.aims[kind], window.scrollY) + by;
    const element = this[kind][index];
    if (!element) return false;
    element.scrollIntoView({ block: "start" });
    element.querySelector(".paragraph-number")?.focus({ preventScroll: true });
    this.aims = { [kind]: { index, scrolled: window.scrollY } };
    return true;
  }

  /** As the key does, for who has none: a link that without script asks the server. */
  goToUnread(event) {
    if (!event.target.closest("[data-next-unread]")) return;
    event.preventDefault();
    nextUnread(this, this.firstSeen());
  }

  turn(way) {
    this.querySelector(`.section-turn [rel=${way}]`)?.click();
  }

  /** A tap on a paragraph's number copies its link; over plain http, where browsers forbid it, the link is followed. */
  copyLink(event) {
    const link = event.target.closest(".paragraph-number");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !navigator.clipboard) return;
    event.preventDefault();
    const words = this.dataset.copied.replace("{n}", link.textContent);
    copied(link.href).then((done) => (done ? toast(words) : window.location.assign(link.href)));
  }
}

/** Whether the key belongs to a control that has the focus: but the number of a paragraph is only where the reader is. */
function isPressed({ key, target }, act) {
  const control = target.closest("a, button, summary, select, [role=button], [role=toolbar], note-panel, note-composer");
  return Boolean(control) && !control.matches(".paragraph-number") && (key === "Enter" || act === "first" || key.startsWith("Arrow"));
}

/** Where a paragraph that was linked to comes to stand, in px from the window's top, and a little below. */
function readingLine(paragraph) {
  const margin = parseFloat(getComputedStyle(paragraph).scrollMarginBlockStart) || 0;
  return margin + (parseFloat(getComputedStyle(document.documentElement).scrollPaddingBlockStart) || 0) + 4;
}

/** Scroll a list, not the page, so that the row can be seen. */
function keepInView(row, list) {
  list.scrollTop += scrollTo(row.getBoundingClientRect(), list.getBoundingClientRect());
}

customElements.define("study-text", StudyText);
