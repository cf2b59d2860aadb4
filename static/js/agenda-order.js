// <agenda-order>: an agenda whose items are dragged by their number, or moved by Alt and the arrows. Without script there are buttons.

import { bounded, placeAt } from "./agenda-place.js";

const STEPS = { ArrowUp: -1, ArrowDown: 1 };

class AgendaOrder extends HTMLElement {
  connectedCallback() {
    for (const grip of this.querySelectorAll("[data-move] > .plan-number")) {
      grip.classList.add("agenda-grip");
      grip.addEventListener("pointerdown", (event) => this.take(event, grip));
    }
    this.addEventListener("keydown", (event) => this.step(event));
  }

  get entries() {
    return [...this.querySelectorAll(".agenda-entry")];
  }

  /** Alt and an arrow, from anywhere within an item. */
  step(event) {
    const by = event.altKey && STEPS[event.key];
    const entry = by && event.target.closest("[data-move]");
    if (!entry) return;
    event.preventDefault();
    const { place, first, last } = this.bounds(entry);
    const to = bounded(place + by, first, last);
    if (to !== place) this.move(entry, to);
  }

  bounds(entry) {
    const entries = this.entries;
    const first = entries.findLastIndex((other) => !other.dataset.move) + 1;
    return { place: entries.indexOf(entry), first, last: entries.length - 1 };
  }

  take(event, grip) {
    if (event.button) return;
    const entry = grip.closest(".agenda-entry");
    const others = this.entries.filter((other) => other !== entry);
    const from = event.clientY;
    const middle = (box) => (box.top + box.bottom) / 2;
    const start = middle(entry.getBoundingClientRect());
    const boxes = others.map((other) => other.getBoundingClientRect());
    const scrolled = window.scrollY;
    grip.setPointerCapture(event.pointerId);
    entry.classList.add("dragged");
    const moved = ({ clientY }) => {
      entry.style.translate = `0 ${clientY - from + window.scrollY - scrolled}px`;
    };
    const placeOf = ({ clientY }) => placeAt(boxes, start + clientY - from + window.scrollY - scrolled);
    const done = (last) => {
      for (const [name, run] of Object.entries(heard)) grip.removeEventListener(name, run);
      entry.classList.remove("dragged");
      entry.style.translate = "";
      if (last.type !== "pointerup") return;
      const { place, first, last: end } = this.bounds(entry);
      const to = bounded(placeOf(last), first, end);
      if (to !== place) this.move(entry, to);
    };
    const heard = { pointermove: moved, pointerup: done, pointercancel: done };
    for (const [name, run] of Object.entries(heard)) grip.addEventListener(name, run);
  }

  /** The server has the last word: what comes back is the whole list. */
  async move(entry, to) {
    const focused = this.contains(document.activeElement) ? document.activeElement.id : "";
    const place = this.entries.filter((other) => other !== entry)[to];
    if (place) place.before(entry);
    else entry.parentElement.append(entry);
    await window.htmx.ajax("POST", entry.dataset.move, { target: `#${this.id}`, swap: "outerHTML", values: { to } });
    const button = document.getElementById(focused);
    (button?.disabled ? button.parentElement.querySelector("button:not(:disabled)") : button)?.focus();
    const said = document.querySelector(".agenda-said");
    if (said) said.textContent = this.dataset.moved.replace("{place}", to + 1);
  }
}

customElements.define("agenda-order", AgendaOrder);
