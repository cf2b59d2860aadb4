// The structure desk: keys, the place kept over a swap, and on a phone one side at a time.

import { keyName, neighbour } from "./desk-keys.js";

const FIELDS = "input, textarea, select";

class StructureDesk extends HTMLElement {
  connectedCallback() {
    this.side = "tree";
    document.addEventListener("keydown", this);
    this.addEventListener("click", this);
    this.addEventListener("htmx:beforeSwap", this);
    this.addEventListener("htmx:afterSettle", this);
    this.addEventListener("change", () => this.nameAudience());
    this.show(this.side);
    this.nameAudience();
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this);
  }

  handleEvent(event) {
    if (event.type === "keydown") this.press(event);
    else if (event.type === "click") this.click(event);
    else if (event.type === "htmx:beforeSwap") this.remember();
    else if (event.type === "htmx:afterSettle") this.restore();
  }

  press(event) {
    if (event.isComposing || document.querySelector("dialog[open]")) return;
    const key = keyName(event);
    if (event.target.matches(FIELDS)) {
      if (key === "Escape") this.current?.focus();
      return;
    }
    if (event.target.closest("button, summary") && (key === "Enter" || key === " ")) return;
    const act = this.act(key);
    if (!act) return;
    event.preventDefault();
    act();
  }

  /** What a key does here and now, or nothing. */
  act(key) {
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    const paragraphs = { j: 1, J: -1 };
    if (key in moves) return () => this.step(this.rows, moves[key]);
    if (key in paragraphs) return () => this.step(this.paragraphs, paragraphs[key]);
    if (key === "?") return () => document.getElementById("desk-keys").showModal();
    if (key === "w") return () => this.querySelector(".desk-warnings a, .desk-warnings summary")?.focus();
    const control = this.querySelector(`[data-key="${CSS.escape(key)}"]:not(:disabled)`);
    if (!control) return null;
    return control.matches(FIELDS) ? () => control.select() : () => control.click();
  }

  click(event) {
    const help = event.target.closest('[data-key="help"]');
    if (help) document.getElementById("desk-keys").showModal();
    const side = event.target.closest("[data-side]");
    if (side) this.show(side.dataset.side);
    const paragraph = event.target.closest(".desk-paragraph");
    if (paragraph && !event.target.closest("a") && getSelection().isCollapsed) {
      paragraph.querySelector(".paragraph-number")?.click();
    }
  }

  /** Go so many rows on from the chosen one. */
  step(links, by) {
    const chosen = links.findIndex((link) => link.closest("[aria-current], .current"));
    const next = links[neighbour(chosen, by, links.length)];
    next?.focus();
    next?.click();
  }

  get rows() {
    return [...this.querySelectorAll(".node-row")];
  }

  get paragraphs() {
    return [...this.querySelectorAll(".desk-paragraph > .paragraph-number")];
  }

  get current() {
    return (
      this.querySelector('.node[aria-current="true"] > .node-row') ??
      this.querySelector('.paragraph-number[aria-current="true"]')
    );
  }

  show(side) {
    this.side = side;
    this.querySelector(".desk").dataset.shows = side;
    for (const button of this.querySelectorAll("[data-side]")) {
      button.setAttribute("aria-pressed", String(button.dataset.side === side));
    }
  }

  remember() {
    this.scrolled = { tree: this.querySelector(".desk-side").scrollTop, page: scrollY };
    this.opened = [...this.querySelectorAll("details[id][open]")].map((details) => details.id);
  }

  restore() {
    if (!this.scrolled) return;
    this.show(this.side);
    this.querySelector(".desk-side").scrollTop = this.scrolled.tree;
    scrollTo(0, this.scrolled.page);
    for (const id of this.opened) document.getElementById(id)?.setAttribute("open", "");
    this.scrolled = null;
    this.nameAudience();
    this.reveal();
  }

  /** Say on the closed menu to whom the article will go. */
  nameAudience() {
    const chosen = [...this.querySelectorAll(".publish-choices :is([name=everyone], [name=groups]):checked")];
    const names = chosen.map((input) => input.closest("label").textContent.trim());
    const said = this.querySelector(".publish-audience");
    said.dataset.nobody ??= said.textContent;
    said.textContent = names.join("、") || said.dataset.nobody;
  }

  /** The chosen place, in the tree and in the text, without moving more than is needed. */
  reveal() {
    const calm = { block: "nearest" };
    const refused = this.querySelector('.node-rename .error ~ .input, .invalid :is(input, select)');
    this.current?.scrollIntoView(calm);
    const place = this.querySelector(".desk-text .current");
    if (place && getComputedStyle(place.closest(".desk-text")).display !== "none") place.scrollIntoView(calm);
    (refused ?? this.current)?.focus({ preventScroll: true });
  }
}

customElements.define("structure-desk", StructureDesk);
