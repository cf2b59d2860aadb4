// The words that the reader has chosen: what they are, and how they are shown. One choice at a time.
// Painted by the CSS Custom Highlight API, else by rectangles over the words: text nodes are never split.

import { closed, opened } from "./layers.js";
import { lineOf, rangeOf, rectsOf } from "./text-range.js";

const NAME = "chosen";
let chosen, paint;

/** `{ start, end, quote, how }`, or undefined. `how` is "unit" for sentences, "free" for what was drawn by hand. */
export const current = () => chosen;

export function choose(span, how) {
  if (chosen && chosen.start === span.start && chosen.end === span.end) return;
  chosen = { ...span, how };
  opened(NAME, () => clear());
  show();
  tell();
}

export function clear({ natively = true } = {}) {
  if (!chosen) return;
  chosen = undefined;
  closed(NAME);
  show();
  const selection = window.getSelection();
  if (natively && lineOf(selection.anchorNode)) selection.removeAllRanges(); // what is selected elsewhere is not ours
  tell();
}

const tell = () => document.dispatchEvent(new CustomEvent("words:chosen", { detail: chosen }));

/** Words that stay shown while the reader is elsewhere: at the note that they write on them. */
export function keepShown(span) {
  paint = span;
  show();
}

export function show() {
  const range = chosen || paint ? rangeOf(chosen ?? paint) : undefined;
  if (window.Highlight && CSS.highlights) {
    if (range) CSS.highlights.set(NAME, new Highlight(range));
    else CSS.highlights.delete(NAME);
  } else {
    cover(range);
  }
}

/** Lines that were drawn but have not arrived: where the browser can, they are seen already. */
function showUnsent({ detail: { notes } }) {
  if (!window.Highlight || !CSS.highlights) return;
  const { revision } = document.querySelector("study-text").dataset;
  const ranges = notes.filter(({ fields }) => fields.revision === revision).map(({ fields }) => rangeOf(fields)).filter(Boolean);
  CSS.highlights.set("unsent", new Highlight(...ranges));
}

document.addEventListener("outbox:changed", showUnsent);

function cover(range) {
  for (const old of document.querySelectorAll(".chosen-cover")) old.remove();
  for (const { left, top, width, height } of range ? rectsOf(range) : []) {
    const rectangle = document.createElement("div");
    rectangle.className = "chosen-cover";
    Object.assign(rectangle.style, { left: `${left + scrollX}px`, top: `${top + scrollY}px`, width: `${width}px`, height: `${height}px` });
    document.body.append(rectangle);
  }
}

for (const type of ["paragraphs:changed", "display:changed"]) document.addEventListener(type, () => requestAnimationFrame(show));
window.addEventListener("resize", () => show());
