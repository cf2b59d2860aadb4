// What notes there are on chosen words: own lines that can be taken away, and how many notes the paragraph has.

import { lineOf, lines, rangeOf } from "./text-range.js";

const isLineAlone = (mark) => mark.matches(".highlight:not(.thought, .question)");

/** Own lines among the notes on a mark. Where a thought lies on the same words the server says which. */
function linesOf(mark) {
  const { own = "", lines: ids } = mark.dataset;
  if (ids !== undefined) return ids.split(" ").filter(Boolean);
  return isLineAlone(mark) ? own.split(" ").filter(Boolean) : [];
}

/** `highlights`: ids of own lines that touch the span; `count` notes of its first paragraph, and the `address` of them. */
export function ownNotes(span) {
  const range = rangeOf(span);
  const line = range && lineOf(range.startContainer);
  if (!line) return { highlights: [], count: 0 };
  const marks = lines().flatMap((each) => [...each.querySelectorAll("mark[data-own]")]).filter((mark) => touches(range, mark));
  const counted = line.closest(".paragraph")?.querySelector(".note-count");
  return {
    highlights: [...new Set(marks.flatMap(linesOf))],
    count: Number.parseInt(counted?.textContent, 10) || 0,
    address: counted?.getAttribute("href"),
  };
}

/** Whether at least one character of the mark lies in the range. */
function touches(range, mark) {
  const words = document.createRange();
  words.selectNodeContents(mark);
  return range.compareBoundaryPoints(Range.END_TO_START, words) < 0 && range.compareBoundaryPoints(Range.START_TO_END, words) > 0;
}
