// Pure: where the reader is in a column of paragraphs, from the tops of those on the page. Tested by `node --test`.

/** Index of the last of `count` ordered tops that is not below `line`; -1 when all are. Looks at log(count) of them. */
export function lastAbove(count, topOf, line) {
  let low = 0, high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (topOf(middle) <= line) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Where a step by key starts from: where the last one aimed at, as long as nothing was scrolled since.
 *  At the ends of a page the aim cannot come to stand on the reading line, and the next step must still go on. */
export function stepFrom(current, aim, scrolled) {
  return aim && Math.abs(scrolled - aim.scrolled) < 4 ? aim.index : current;
}

/** Index of the paragraph being read: the one on the reading line, the last one at the page's end. */
export function reading(count, topOf, { line, atTop, atEnd }) {
  if (count === 0) return -1;
  if (atTop) return 0;
  if (atEnd) return count - 1;
  return Math.max(0, lastAbove(count, topOf, line));
}
