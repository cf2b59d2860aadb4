// Choosing words by key alone: sentence by sentence, over the paragraphs, and more of them with Shift.

import { current } from "./chosen.js";
import { take } from "./choosing.js";
import { endOf, lineOf, lines, rangeOf, rectsOf, startOf, unitsOfLine } from "./text-range.js";

let anchor, head; // the sentence where choosing began, and the one where it stands; both belong to what is chosen

/** Go on by a sentence, or take one more (`extend`); from nothing chosen, begin in `paragraph`. */
export function step(by, { extend = false, paragraph } = {}) {
  const chosen = current();
  const isOurs = chosen && anchor && union(anchor, head).start === chosen.start && union(anchor, head).end === chosen.end;
  if (!isOurs) anchor = head = chosen;
  const next = head ? beside(head, by) : firstOf(paragraph, by);
  if (!next) return;
  head = next;
  if (!extend || !chosen) anchor = next;
  take(union(anchor, head));
  bringIntoView(head, by);
}

const union = (one, other) => ({ start: Math.min(one.start, other.start), end: Math.max(one.end, other.end) });

/** The sentence before or after a span, in its paragraph or the next one that has any. */
function beside({ start, end }, by) {
  const all = by > 0 ? lines() : lines().reverse();
  for (const line of all) {
    if (by > 0 ? endOf(line) <= end : startOf(line) >= start) continue;
    const units = by > 0 ? spans(line) : spans(line).reverse();
    const found = units.find((unit) => (by > 0 ? unit.start >= end : unit.end <= start));
    if (found) return found;
  }
  return undefined;
}

function spans(line) {
  if (!line.matches(".paragraph-text")) return []; // a heading
  const from = startOf(line);
  return unitsOfLine(line).map(({ start, end }) => ({ start: from + start, end: from + end }));
}

function firstOf(paragraph, by) {
  const line = lineOf(paragraph?.querySelector(".paragraph-text")) ?? lines()[0];
  return line ? spans(line).at(by > 0 ? 0 : -1) : undefined;
}

function bringIntoView(span, by) {
  const rects = rectsOf(rangeOf(span));
  const [top, bottom] = [rects[0].top, rects.at(-1).bottom];
  const [ceiling, floor] = [window.innerHeight * 0.15, window.innerHeight * 0.7];
  if (by > 0 ? bottom > floor || bottom < ceiling : top < ceiling || top > floor) window.scrollBy({ top: top - window.innerHeight * 0.3 });
}
