// Tells the server which paragraph this page shows, that who leads may count; rarely, and only while the meeting runs.

import { post } from "./asking.js";
import { lastAbove } from "./reading-position.js";

const LEAST = 5000; // ms between two tellings
const ALIVE = 60_000; // ms after which the same is told again
const SPREAD = 2500; // ms over which pages that were taken somewhere together spread
const top = (element) => element.getBoundingClientRect().top;

export class Whereabouts {
  constructor(url, isRunning) {
    Object.assign(this, { url, isRunning, told: undefined, toldAt: -Infinity });
    window.addEventListener("scroll", () => this.soon(), { passive: true });
    document.addEventListener("visibilitychange", () => this.soon());
    setInterval(() => this.tell(), ALIVE);
    this.soon();
  }

  /** The paragraph that is being read. One that everybody was taken to counts wherever it could come to stand. */
  get place() {
    const text = document.getElementById("text");
    const lines = [...(text?.querySelectorAll(".paragraph[data-start]") ?? [])];
    if (!lines.length) return undefined;
    const lit = text.querySelector(".paragraph[aria-current]");
    const { top: above, bottom } = lit?.getBoundingClientRect() ?? {};
    const isLit = lit && above < window.innerHeight * 0.6 && bottom > window.innerHeight * 0.1;
    const line = isLit ? lit : lines[Math.max(0, lastAbove(lines.length, (index) => top(lines[index]), window.innerHeight * 0.35))];
    return { revision: text.dataset.revision, start: line.dataset.start };
  }

  soon() {
    const wait = Math.max(this.toldAt + LEAST - performance.now(), 500);
    this.timer ??= setTimeout(() => { this.timer = undefined; this.tell(); }, wait + Math.random() * SPREAD);
  }

  tell() {
    const { place } = this;
    if (document.hidden || !place || !this.isRunning()) return;
    const name = `${place.revision}:${place.start}`;
    if (name === this.told && performance.now() - this.toldAt < ALIVE - 5000) return;
    [this.told, this.toldAt] = [name, performance.now()];
    post(this.url, place).then((answer) => { if (!answer.ok) this.told = undefined; }, () => { this.told = undefined; });
  }
}
