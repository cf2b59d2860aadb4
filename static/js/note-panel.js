// <note-panel>: one place for a thread or the notes of a paragraph: beside it on a desk, a sheet on a phone.
// Links with data-panel open in it. What changes meanwhile is exchanged piece by piece, never a form with words in it.

import { ask, parsed } from "./asking.js";
import { leave, standBeside } from "./beside.js";
import { freshen } from "./fresh-pieces.js";
import { closed, opened } from "./layers.js";
import { said } from "./said.js";
import { toast } from "./toast.js";

const PHONE = window.matchMedia("(max-width: 47.99rem)");
const INSIDE = "#panel, #composer, #selection-bar, .kept-words, .toasts, dialog";

class NotePanel extends HTMLElement {
  connectedCallback() {
    this.body = this.querySelector("#panel-body");
    this.before = []; // addresses from which the reader went on within the panel
    document.addEventListener("click", (event) => this.click(event));
    document.addEventListener("notes:changed", () => this.refresh());
    const { open, thread, here } = document.querySelector("study-text").dataset;
    const there = document.querySelector("study-text :target") ?? document.getElementById(`p${here}`) ?? undefined;
    if (open) this.open(thread.replace("/0/", `/${open}/`), there);
  }

  click(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.target.closest("a[data-panel]");
    if (link) {
      event.preventDefault();
      this.open(link.href, link.closest(".paragraph"), link);
    } else if (event.target.closest("[data-panel-back]")) {
      this.open(this.before.pop(), undefined, event.target, { isBack: true });
    } else if (event.target.closest("[data-closes-panel]")) {
      this.close();
    } else if (!this.hidden && !event.target.closest(INSIDE) && event.target.isConnected) {
      this.close({ back: false });
    }
  }

  /** Show what is at the address. From within, the paragraph and where to go back to stay the same. */
  async open(address, paragraph, opener, { isBack = false } = {}) {
    const isInside = opener && this.contains(opener);
    const answer = await ask(address).catch(() => undefined);
    const signIn = answer?.headers.get("HX-Redirect");
    if (signIn) { window.location.assign(signIn); return; }
    if (!answer?.ok) { toast(said("panel", "failed")); return; }
    if (!isInside) [this.before, this.paragraph, this.opener] = [[], paragraph ?? this.paragraph, opener ?? document.activeElement];
    else if (!isBack && pathOf(address) !== pathOf(this.address)) this.before.push(this.address);
    this.address = address;
    this.querySelector("[data-panel-back]").hidden = !this.before.length;
    this.fill(await answer.text());
    seen(address);
    this.querySelector("[data-next-unread]").hidden = !document.querySelector("study-text .notes .unread-dot");
    this.hidden = false;
    opened(this, () => this.close());
    standBeside(this, this.paragraph);
    this.bringParagraphIntoView();
    this.body.scrollTop = 0;
    this.focus({ preventScroll: true });
  }

  /** A sheet covers most of a phone: its paragraph comes above it. */
  bringParagraphIntoView() {
    const edge = this.getBoundingClientRect().top;
    const top = this.paragraph?.getBoundingClientRect().top;
    if (PHONE.matches && top > edge - 80) window.scrollBy({ top: top - 80 });
  }

  fill(html) {
    this.body.replaceChildren(...document.importNode(parsed(html).body, true).childNodes);
    window.htmx?.process(this.body);
    this.body.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true, detail: { elt: this.body } })); // drafts come back
  }

  close({ back = true } = {}) {
    if (this.hidden) return;
    this.hidden = true;
    closed(this);
    leave(this);
    this.body.replaceChildren();
    this.address = undefined;
    if (!back || !this.opener) return;
    const again = this.opener.isConnected ? this.opener : this.paragraph?.querySelector(".note-count, .paragraph-number");
    again?.focus({ preventScroll: true });
  }

  /** Something was said of the paragraphs at `places`, or of all: within so many ms, if that can be of these notes. */
  refreshSoon(within, places) {
    const { id } = this.paragraph ?? {};
    if (!this.address || (places && id?.startsWith("p") && !places.includes(id))) return;
    this.soon ??= setTimeout(() => { this.soon = undefined; this.refresh(); }, Math.random() * within);
  }

  /** Something about these notes has changed. */
  async refresh() {
    const { address } = this;
    if (!address) return;
    const answer = await ask(address).catch(() => undefined);
    if (!answer?.ok || answer.headers.has("HX-Redirect") || this.address !== address) return;
    freshen(this.body, parsed(await answer.text()).body);
  }
}

/** What is open is new no more; nor is its paragraph, when it was the last one there. */
function seen(address) {
  for (const link of document.querySelectorAll("study-text .notes [data-note]")) {
    if (pathOf(link.href) !== pathOf(address)) continue;
    link.querySelector(".unread-dot")?.remove();
    const paragraph = link.closest(".paragraph");
    if (!paragraph.querySelector(".notes .unread-dot")) paragraph.querySelector(".note-count .unread-dot")?.remove();
  }
}

const pathOf = (address) => new URL(address, window.location).pathname;

customElements.define("note-panel", NotePanel);
