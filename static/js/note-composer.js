// <note-composer>: writing a thought or a question on chosen words. What is typed is kept at once, and sent once.

import { codePoints } from "./anchor.js";
import { parsed } from "./asking.js";
import { leave, standBeside } from "./beside.js";
import { keepShown } from "./chosen.js";
import { drop, find, keep } from "./device.js";
import { apply } from "./fresh-text.js";
import { closed, opened } from "./layers.js";
import { noteOf } from "./marking.js";
import { send } from "./outbox.js";
import { said as saidBy } from "./said.js";
import { lineOf, quoted, rangeOf } from "./text-range.js";
import { toast } from "./toast.js";

const DRAFT = "draft";
const REST = 300; // ms without a key until a draft is kept
const LONGEST = 20_000, NEAR = 500; // code points, and from where on the rest is counted
const said = (name, values) => saidBy("composer", name, values);

/** By what a draft is found again: one for each place and kind. */
export const draftName = ({ revision, start, end, kind }) => `${revision}:${start}-${end}:${kind}`;

class NoteComposer extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.body = this.form.elements.body;
    document.addEventListener("note:write", ({ detail }) => this.open(detail));
    document.addEventListener("audience:changed", ({ detail }) => { this.audience = detail; });
    this.form.addEventListener("input", (event) => this.typed(event));
    this.form.addEventListener("change", ({ target }) => target.name === "kind" && this.turn());
    this.form.addEventListener("submit", (event) => this.submit(event));
    this.addEventListener("keydown", (event) => this.key(event));
    this.addEventListener("click", ({ target }) => target.closest("[data-closes-composer]") && this.close());
    window.addEventListener("pagehide", () => this.keepDraft());
    this.audience = document.getElementById("selection-audience")?.value ?? "";
  }

  get kind() { return chosenOf(this.form, "kind"); }
  get values() { return { body: this.body.value, tags: this.form.elements.tags.value, audience: chosenOf(this.form, "audience"), kind: this.kind }; }
  get isFilled() { return Boolean(this.body.value.trim()); }

  /** On `{ start, end, quote, kind }`; what was begun there before comes back. */
  open({ start, end, quote, kind }) {
    if (!this.hidden) this.keepDraft();
    else this.cameFrom = document.activeElement;
    const fresh = noteOf({ start, end, quote, kind, audience: this.audience });
    const range = rangeOf({ start, end });
    const paragraph = lineOf(range?.startContainer)?.closest(".paragraph");
    this.note = find(DRAFT, draftName(fresh.fields)) ?? { ...fresh, paragraph: paragraph?.id.replace(/^p/, "") };
    this.show(this.note.fields);
    this.hidden = false;
    opened(this, () => this.close());
    keepShown({ start, end });
    standBeside(this, paragraph);
    this.body.focus({ preventScroll: true });
    this.bringWordsIntoView(range);
    this.tell();
  }

  show({ quote, kind, body, tags, audience }) {
    this.querySelector(".composer-quote").textContent = quote;
    this.querySelector(".composer-errors").replaceChildren();
    check(this.form, "kind", kind);
    this.body.value = body;
    this.form.elements.tags.value = tags;
    if (!check(this.form, "audience", audience)) check(this.form, "audience", ""); // a group that is gone
    this.dress();
  }

  /** What depends on kind, audience and length. */
  dress() {
    const { kind, audience, body } = this.values;
    this.querySelector("#composer-title").textContent = said(kind);
    for (const words of this.querySelectorAll("[data-asked]")) words.textContent = kind === "question" ? words.dataset.asked : words.dataset.words;
    if (audience && this.dataset.people) this.body.dataset.people = this.dataset.people.replace("/0/", `/${audience}/`);
    else delete this.body.dataset.people;
    const left = LONGEST - codePoints(body);
    const count = this.querySelector("#composer-count");
    count.textContent = left > NEAR ? "" : said(left < 0 ? "over" : "left", { n: Math.abs(left) });
    count.classList.toggle("over", left < 0);
    if (!CSS.supports("field-sizing", "content")) this.grow();
  }

  grow() {
    this.body.style.blockSize = "auto";
    this.body.style.blockSize = `${this.body.scrollHeight + 2}px`;
  }

  typed() {
    this.dress();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keepDraft(), REST);
  }

  /** From thought to question or back: the draft goes along. */
  turn() {
    drop(DRAFT, draftName(this.note.fields));
    this.note.fields.kind = this.kind;
    this.dress();
    this.keepDraft();
  }

  keepDraft() {
    clearTimeout(this.timer);
    if (this.hidden || !this.note) return;
    Object.assign(this.note.fields, this.values);
    if (this.isFilled) keep(DRAFT, draftName(this.note.fields), this.note);
    else drop(DRAFT, draftName(this.note.fields));
    this.tell();
  }

  close() {
    this.keepDraft();
    this.put();
  }

  put() {
    const hadFocus = this.contains(document.activeElement);
    this.hidden = true;
    closed(this);
    leave(this);
    keepShown(undefined);
    if (hadFocus && this.cameFrom?.isConnected) this.cameFrom.focus({ preventScroll: true });
    this.tell();
  }

  tell() {
    document.dispatchEvent(new CustomEvent("drafts:changed"));
  }

  key(event) {
    if (event.key !== "Enter" || event.isComposing || event.defaultPrevented) return;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      this.form.requestSubmit();
    } else if (event.target.name === "tags") {
      event.preventDefault();
      this.form.querySelector(".primary").focus();
    }
  }

  async submit(event) {
    event.preventDefault();
    event.stopPropagation(); // the busy mark is ours
    if (this.isSending) return;
    this.keepDraft();
    if (!this.isFilled) { this.complain(said("empty")); return; }
    const button = this.form.querySelector(".primary");
    this.isSending = true;
    button.setAttribute("aria-busy", "true");
    try {
      const { note } = this;
      this.take(note, await send({ ...note, fields: { ...note.fields } }));
    } finally {
      this.isSending = false;
      button.removeAttribute("aria-busy");
    }
  }

  /** What the server says to a note; its words stay here until they are safe, there or in the box of what waits. */
  take(note, { state, html, begun }) {
    if (state === "refused" || state === "overtaken") {
      this.complain(...document.importNode(parsed(html).body, true).childNodes);
    } else if (state === "gone" || state === "failed") {
      this.complain(said(state));
    } else {
      drop(DRAFT, draftName(note.fields));
      const words = this.form.querySelector("[name=audience]:checked ~ [data-words]").textContent;
      if (note === this.note) this.put();
      document.dispatchEvent(new CustomEvent("audience:changed", { detail: note.fields.audience }));
      if (state === "kept") apply(html, begun);
      toast(state === "kept" ? said("kept", { audience: words }) : said("lost"));
    }
  }

  complain(...what) {
    this.querySelector(".composer-errors").replaceChildren(...what);
    this.body.focus({ preventScroll: true });
  }

  /** On a phone the sheet covers half of the page: the words that are written about come above it. */
  bringWordsIntoView(range) {
    const last = range && [...range.getClientRects()].at(-1);
    const edge = this.getBoundingClientRect().top;
    if (last && edge > 120 && last.bottom > edge - 8 && getComputedStyle(this).position === "fixed") window.scrollBy({ top: Math.min(last.bottom - edge + 16, range.getBoundingClientRect().top - 80) });
  }

  /** Open a draft that was left; of another revision only when the words still stand there. */
  reopen(note) {
    const stands = quoted(note.fields)?.quote === note.fields.quote;
    const { revision } = document.querySelector("study-text").dataset;
    if (!stands || note.fields.revision !== revision) drop(DRAFT, draftName(note.fields));
    const fields = stands ? { ...note.fields, revision } : note.fields;
    keep(DRAFT, draftName(fields), { ...note, fields });
    const range = rangeOf(fields);
    if (!range && note.paragraph) window.location.assign(`${document.querySelector("study-text").dataset.address}${note.paragraph}/#p${note.paragraph}`);
    lineOf(range?.startContainer)?.scrollIntoView({ block: "center" });
    this.open(fields);
  }
}

const radios = (form, name) => [...form.querySelectorAll(`[type=radio][name=${name}]`)];
const chosenOf = (form, name) => radios(form, name).find((radio) => radio.checked)?.value ?? "";

/** Whether there is such a choice; it is chosen then. */
function check(form, name, value) {
  for (const radio of radios(form, name)) radio.checked = radio.value === value;
  return radios(form, name).some((radio) => radio.checked);
}

customElements.define("note-composer", NoteComposer);
