// <selection-bar>: what can be done with the chosen words. A line is drawn with one press; it says who can see it.

import { changedBy, post } from "./asking.js";
import { clear, current } from "./chosen.js";
import { copied } from "./clipboard.js";
import { placesOf, refetch } from "./fresh-text.js";
import { saveMark } from "./marking.js";
import { ownNotes } from "./own-notes.js";
import { besideSelection } from "./placing.js";
import { said as saidBy } from "./said.js";
import { rangeOf, rectsOf } from "./text-range.js";
import { toast } from "./toast.js";

const PHONE = window.matchMedia("(max-width: 47.99rem)");
const said = (name, values) => saidBy("selection-bar", name, values);

class SelectionBar extends HTMLElement {
  connectedCallback() {
    this.acts = {
      highlight: () => this.mark("highlight"),
      thought: () => this.write("thought"),
      question: () => this.write("question"),
      "key-point": (button) => this.mark("key-point", button.dataset),
      copy: () => this.copy(),
      unmark: () => this.unmark(),
      close: () => clear(),
    };
    document.addEventListener("words:chosen", ({ detail }) => (detail ? this.open(detail) : this.close()));
    document.addEventListener("words:act", ({ detail }) => this.act(detail));
    document.addEventListener("paragraphs:changed", () => current() && this.fill(current()));
    this.addEventListener("pointerdown", (event) => { if (!event.target.closest("select, label")) event.preventDefault(); }); // the words stay selected
    this.addEventListener("click", ({ target }) => this.press(target.closest("[data-act]")));
    this.addEventListener("keydown", (event) => this.walk(event));
    this.select.addEventListener("change", () => this.rememberAudience(this.select.value));
    document.addEventListener("audience:changed", ({ detail }) => { this.select.value = detail; });
    window.addEventListener("resize", () => current() && this.place(current()));
  }

  get select() { return this.querySelector("select"); }
  get buttons() { return [...this.querySelectorAll(".act, .selection-own [data-act]")].filter((button) => button.offsetParent); }

  open(chosen) {
    if (this.hidden) this.cameFrom = document.activeElement;
    this.hidden = false;
    this.fill(chosen);
    this.place(chosen);
    const quote = chosen.quote.length > 60 ? `${chosen.quote.slice(0, 60)}…` : chosen.quote;
    this.querySelector("[role=status]").textContent = `${said("chosen", { quote })} · ${this.audience.words}`;
  }

  close() {
    const hadFocus = this.contains(document.activeElement);
    this.hidden = true;
    if (hadFocus && this.cameFrom?.isConnected) this.cameFrom.focus({ preventScroll: true });
  }

  fill(chosen) {
    this.querySelector("q").textContent = chosen.quote;
    const { highlights, isLined, count, address } = ownNotes(chosen);
    this.highlights = highlights;
    for (const part of this.querySelectorAll("[data-act=highlight], .selection-how")) part.hidden = isLined;
    const notes = this.querySelector("[data-act=notes]");
    notes.hidden = !count;
    notes.href = address ?? "#";
    notes.querySelector("span").textContent = said("notes", { n: count });
    this.leadToCard(chosen);
    this.querySelector("[data-act=unmark]").hidden = !highlights.length;
    this.querySelector(".selection-own").hidden = !count && !highlights.length;
  }

  /** To a page on which the words are hidden in their sentence: only oneself is asked for them. */
  leadToCard({ start, end }) {
    const { article, revision } = document.querySelector("study-text").dataset;
    const link = this.querySelector("[data-act=card]");
    link.href = `${link.dataset.address.replace("/0/", `/${article}/`)}?${new URLSearchParams({ revision, start, end })}`;
  }

  /** Beside the words on a desk; a phone has it at its lower edge, and the words are brought above it. */
  place(chosen) {
    const range = rangeOf(chosen);
    if (!range) return;
    const rects = rectsOf(range);
    this.style.removeProperty("inset");
    if (PHONE.matches) {
      const hidden = rects.at(-1).bottom - (window.innerHeight - this.offsetHeight - 8);
      if (chosen.how === "unit" && hidden > 0) window.scrollBy({ top: Math.min(hidden, rects[0].top - 80) });
      return;
    }
    const room = { width: document.documentElement.clientWidth, height: window.innerHeight };
    const { left, top } = besideSelection(rects, { width: this.offsetWidth, height: this.offsetHeight }, room);
    this.style.inset = `${top + window.scrollY}px auto auto ${left + window.scrollX}px`;
  }

  press(button) {
    if (!button || button.href) return; // a link, into the panel or to a card
    this.acts[button.dataset.act](button);
  }

  /** An act by key: what has no button here and now does nothing. */
  act(name) {
    const button = this.querySelector(`[data-act="${name}"]`);
    if (this.hidden) return;
    if (name === "first") this.buttons[0]?.focus();
    else if (name === "highlight" && button.hidden) this.unmark(); // the same key draws a line and takes it away
    else if (button?.offsetParent || name === "close") button.click();
  }

  get audience() {
    const option = this.select.selectedOptions[0];
    return { value: option?.value ?? "", words: option?.textContent ?? "" };
  }

  rememberAudience(value) {
    document.dispatchEvent(new CustomEvent("audience:changed", { detail: value }));
  }

  write(kind) {
    const { start, end, quote } = current();
    document.dispatchEvent(new CustomEvent("note:write", { detail: { start, end, quote, kind } }));
    clear();
  }

  mark(kind, audience = { audience: this.audience.value, words: this.audience.words }) {
    const { start, end, quote } = current();
    const line = this.querySelector("[name=selection-line]:checked").value;
    clear();
    saveMark({ kind, line, start, end, quote, audience: audience.audience }, { words: audience.words, said });
  }

  async copy() {
    const field = document.createElement("textarea");
    field.value = current().quote;
    this.append(field);
    const done = await copied(field.value, field);
    field.remove();
    if (done) toast(said("copied"));
    clear();
  }

  async unmark() {
    const ids = this.highlights;
    const places = placesOf(current());
    clear();
    const answers = await Promise.all(ids.map((id) => this.tell(id, "delete", places)));
    if (answers.every(Boolean)) toast(said("unmarked"), { words: said("undo"), run: () => ids.forEach((id) => this.tell(id, "restore", places)) });
  }

  /** Tell the server of an act on a note of these paragraphs, perhaps also of others; true when it was done. */
  async tell(id, act, places) {
    try {
      const answer = await post(document.querySelector("study-text").dataset.thread.replace("/0/", `/${id}/${act}/`));
      if (!answer.ok) throw new Error(`${act}: ${answer.status}`);
      await refetch([...places, ...(changedBy(answer)?.paragraphs ?? [])]);
      return true;
    } catch {
      toast(said("failed"));
      return false;
    }
  }

  /** Arrows go from act to act, as in every toolbar. */
  walk(event) {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const index = this.buttons.indexOf(document.activeElement);
    if (!by || index < 0) return;
    event.preventDefault();
    event.stopPropagation();
    this.buttons.at((index + by) % this.buttons.length).focus();
  }
}

customElements.define("selection-bar", SelectionBar);
