// Pure: where something comes to stand, in px of the window. No DOM here. Tested by `node --test`.

const WIDTH = 304, GAP = 8; // of a card, and around it
const BARS = 64; // what may lie over the window's lower edge
const EDGE = 40; // of a list: nearer than this a row counts as out of sight

/** Left and top of a card under the words, or above them where there is no room below; never beyond the window. */
export function besideWords(words, height, room) {
  const width = Math.min(WIDTH, room.width - 2 * GAP);
  const left = Math.max(GAP, Math.min(words.left, room.width - width - GAP));
  const fits = words.bottom + GAP + height < room.height - BARS;
  return { left, top: fits ? words.bottom + GAP : words.top - GAP - height };
}

/** How far a list has to scroll until one sees the row with some room around it; 0 when one does. */
export function scrollTo(row, list) {
  if (row.top < list.top + EDGE) return row.top - list.top - 2 * EDGE;
  if (row.bottom > list.bottom - EDGE) return row.bottom - list.bottom + 2 * EDGE;
  return 0;
}

/** Left and top of a bar for words that stand on these lines: under the last one, else above the first, else within the
 *  window. It begins where the last line ends, as near as the window allows. */
export function besideSelection(lines, { width, height }, room) {
  const [first, last] = [lines[0], lines[lines.length - 1]];
  const left = Math.max(GAP, Math.min(last.right - width / 2, room.width - width - GAP));
  const under = last.bottom + GAP, above = first.top - GAP - height;
  if (under >= BARS && under + height <= room.height - GAP) return { left, top: under };
  if (above >= BARS && above + height <= room.height - GAP) return { left, top: above };
  return { left, top: room.height - height - 2 * GAP };
}

/** Left and top of a box to the right of a paragraph, at its height as far as the window allows. */
export function besideParagraph(paragraph, { width, height }, room) {
  const left = Math.max(GAP, Math.min(paragraph.right + 3 * GAP, room.width - width - 2 * GAP));
  const top = Math.max(BARS, Math.min(paragraph.top, room.height - height - 2 * GAP));
  return { left, top };
}
