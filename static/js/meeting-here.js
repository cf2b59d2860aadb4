// Tells the server, while the meeting runs, that this page follows, or which paragraph it shows instead, for who leads to
// count. Who follows says so once: the stream shows that the page is there, and where all are is known.

import { post } from "./asking.js";
import { lastAbove } from "./reading-position.js";

const LEAST = 5000; // ms between two tellings
const SPREAD = 2500; // ms over which pages spread that begin together
const EACH = 40; // ms more for each person present
const AGAIN = 5000; // ms after which it is told again that did not arrive
const top = (element) => element.getBoundingClientRect().top;

export class Whereabouts {
  constructor(url, { isRunning, isFollowing, present }) {
    Object.assign(this, { url, isRunning, isFollowing, present, told: undefined, toldAt: -Infinity });
    window.addEventListener("scroll", () => this.soon(), { passive: true });
    document.addEventListener("visibilitychange", () => this.soon());
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
    this.timer ??= setTimeout(() => { this.timer = undefined; this.tell(); }, wait + Math.random() * Math.max(SPREAD, EACH * this.present()));
  }

  tell() {
    const place = this.isFollowing() ? { follows: 1 } : this.place;
    if (document.hidden || !place || !this.isRunning()) return;
    const name = JSON.stringify(place);
    if (name === this.told) return;
    [this.told, this.toldAt] = [name, performance.now()];
    const retry = () => { this.told = undefined; setTimeout(() => this.soon(), AGAIN); };
    post(this.url, place).then((answer) => { if (!answer.ok) retry(); }, retry);
  }
}
