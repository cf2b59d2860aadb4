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
