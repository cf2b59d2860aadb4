// What notes there are on chosen words: own lines that can be taken away, and how many notes the paragraph has.

import { lineOf, partsOf, rangeOf } from "./text-range.js";

/** Own lines among the notes on a mark. Where a thought lies on the same words the server says which. */
function linesOf(mark) {
  const { own = "", lines } = mark?.dataset ?? {};
  if (lines !== undefined) return lines.split(" ");
  return mark?.matches(".highlight:not(.thought, .question)") ? own.split(" ") : [];
}

/** `highlights`: ids of own lines that touch the span; `isLined` when they cover all of it; `count` notes of its first
 *  paragraph, and the `address` of them. */
export function ownNotes(span) {
  const range = rangeOf(span);
  const line = range && lineOf(range.startContainer);
  if (!line) return { highlights: [], isLined: false, count: 0 };
  const parts = partsOf(range).filter((part) => part.toString().trim());
  const drawn = parts.map((part) => linesOf(part.startContainer.parentElement.closest("mark")));
  const counted = line.closest(".paragraph")?.querySelector(".note-count");
  return {
    highlights: [...new Set(drawn.flat().filter(Boolean))],
    isLined: drawn.every(({ length }) => length),
    count: Number.parseInt(counted?.textContent, 10) || 0,
    address: counted?.getAttribute("href"),
  };
}
