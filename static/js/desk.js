// The structure desk: keys, the place kept over a swap, and on a phone one side at a time.

import { keyName, MOVES, neighbour, next } from "./desk-keys.js";

const FIELDS = "input, textarea, select";

class StructureDesk extends HTMLElement {
  connectedCallback() {
    this.side = "tree";
    this.pending = [];
    document.addEventListener("keydown", this);
    this.addEventListener("click", this);
    for (const type of ["beforeRequest", "beforeSwap", "afterSettle", "responseError", "sendError"]) {
      this.addEventListener(`htmx:${type}`, this);
    }
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
    else if (event.type === "htmx:beforeRequest") this.isBusy = true;
    else if (event.type === "htmx:beforeSwap") this.remember();
    else if (event.type === "htmx:afterSettle") this.restore();
    else this.goOn();
  }

  press(event) {
    if (event.isComposing || document.querySelector("dialog[open]")) return;
    const key = keyName(event);
    if (event.target.matches(FIELDS)) {
      if (key === "Escape") this.current?.focus();
      return;
    }
    if (event.target.closest("button, summary") && (key === "Enter" || key === " ")) return;
    if (!this.isBusy && !this.act(key)) return;
    if (this.isBusy && key.length > 1 && !(key in MOVES) && !this.act(key)) return;
    event.preventDefault();
    this.pending.push(key);
    if (!this.isBusy) this.goOn();
  }

  /** Do what was asked for while the server was busy, one after the other: each key acts on what it will find. */
  goOn() {
    this.isBusy = false;
    while (this.pending.length && !this.isBusy) {
      const { key, move, rest } = next(this.pending);
      this.pending = rest;
      if (move) this.step(this[move.among], move.by);
      else this.act(key)?.();
    }
  }

  /** What a key does here and now, or nothing. */
  act(key) {
    if (key in MOVES) return () => this.step(this[MOVES[key].among], MOVES[key].by);
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
    if (!this.scrolled) {
      this.goOn();
      return;
    }
    this.show(this.side);
    this.querySelector(".desk-side").scrollTop = this.scrolled.tree;
    scrollTo(0, this.scrolled.page);
    for (const id of this.opened) document.getElementById(id)?.setAttribute("open", "");
    this.scrolled = null;
    this.nameAudience();
    this.reveal();
    this.goOn();
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
