// <kept-words>: says what is kept on this device, notes that did not arrive and drafts, and what can be done with them;
// and that the page itself has been left behind.

import { all, drop, keep } from "./device.js";
import { apply } from "./fresh-text.js";
import { draftName } from "./note-composer.js";
import { flush, unsent } from "./outbox.js";
import { said as saidBy } from "./said.js";
import { toast } from "./toast.js";

const DRAFT = "draft";
const said = (name, values) => saidBy("kept-words", name, values);
const composer = () => document.getElementById("composer");

class KeptWords extends HTMLElement {
  connectedCallback() {
    document.addEventListener("outbox:changed", ({ detail }) => this.showUnsent(detail));
    document.addEventListener("drafts:changed", () => this.showDrafts());
    document.addEventListener("note:answered", ({ detail }) => this.arrive(detail));
    document.addEventListener("text:gone", ({ detail }) => this.leaveBehind(detail));
    this.querySelector("[data-sends]").addEventListener("click", () => flush());
    this.querySelector("[data-reopens]").addEventListener("click", () => composer().reopen(this.drafts[0]));
    this.querySelector("[data-discards]").addEventListener("click", () => this.discard());
    this.showDrafts();
    this.showUnsent({ notes: unsent() });
    if (unsent().length) flush(); // and says what waits
  }

  /** Drafts on this article; the one that is just being written stands in the composer. */
  get drafts() {
    const { article } = document.querySelector("study-text").dataset;
    const open = composer().hidden ? undefined : composer().note?.fields.key;
    return all(DRAFT).map(([, note]) => note).filter((note) => note.article === article && note.fields.key !== open);
  }

  showDrafts() {
    const { drafts } = this;
    this.say(".kept-drafts", drafts.length, said("drafts", { n: drafts.length }));
  }

  showUnsent({ notes, signIn }) {
    this.say(".kept-unsent", notes.length, signIn ? said("signedOut") : said("unsent", { n: notes.length }));
    this.querySelector("[data-sends]").hidden = Boolean(signIn);
    Object.assign(this.querySelector(".kept-unsent > a"), { hidden: !signIn, href: signIn ?? "" });
  }

  say(part, count, words) {
    const line = this.querySelector(part);
    line.hidden = !count;
    line.querySelector("span").textContent = words;
  }

  /** A note that had waited was answered. Refused or overtaken, its words become a draft again. */
  arrive({ note, outcome }) {
    if (outcome.state === "kept") {
      if (note.article === document.querySelector("study-text").dataset.article) apply(outcome.html, outcome.begun);
      toast(said("arrived"));
      return;
    }
    if (note.fields.body) keep(DRAFT, draftName(note.fields), note);
    this.showDrafts();
    toast(said(note.fields.body ? "refused" : "undrawn", { quote: note.fields.quote.slice(0, 12) }));
  }

  /** Nothing new comes any more: the text is another now, the reader has left the group, or is signed out. */
  leaveBehind({ why, signIn }) {
    this.say(".kept-notice", 1, said(why));
    Object.assign(this.querySelector(".kept-notice > a"), { href: signIn ?? window.location.href, textContent: said(signIn ? "signIn" : "again") });
  }

  discard() {
    const [note] = this.drafts;
    drop(DRAFT, draftName(note.fields));
    this.showDrafts();
    const run = () => { keep(DRAFT, draftName(note.fields), note); this.showDrafts(); };
    toast(said("discarded"), { words: said("undo"), run });
  }
}

customElements.define("kept-words", KeptWords);
