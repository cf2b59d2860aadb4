// Pure: turns places in a text into what the server stores. No DOM here. Tested by `node --test`.
// JavaScript counts UTF-16 units, the server counts code points: this module is the border between them.

export const LONGEST = 5_000; // code points of a mark

const isHigh = (unit) => unit >= 0xd800 && unit < 0xdc00;
const isLow = (unit) => unit >= 0xdc00 && unit < 0xe000;

/** Length in code points, as Python counts; "𠮷".length is 2, this is 1. */
export function codePoints(text) {
  let count = 0;
  for (let unit = 0; unit < text.length; unit += 1) {
    count += 1;
    if (isHigh(text.charCodeAt(unit)) && isLow(text.charCodeAt(unit + 1))) unit += 1;
  }
  return count;
}

/** Code points before a UTF-16 place; from the middle of a character its beginning or, with `up`, its end. */
export function pointsBefore(text, units, { up = false } = {}) {
  const isCut = isLow(text.charCodeAt(units)) && isHigh(text.charCodeAt(units - 1));
  return codePoints(text.slice(0, isCut && !up ? units - 1 : units));
}

/** The UTF-16 place behind so many code points; the end when there are not so many. */
export function unitsBefore(text, points) {
  let units = 0;
  for (let left = points; left > 0 && units < text.length; left -= 1) {
    units += isHigh(text.charCodeAt(units)) && isLow(text.charCodeAt(units + 1)) ? 2 : 1;
  }
  return units;
}

/** Where the words of `text` begin and end without the blanks around them, in code points; undefined for blanks alone. */
export function trimmed(text) {
  const words = text.trim();
  if (!words) return undefined;
  const start = codePoints(text.slice(0, text.length - text.trimStart().length));
  return { start, end: start + codePoints(words) };
}

/** The tappable units of a line, without the blanks around them; `stops` are their ends, in code points of the line. */
export function unitsOf(text, stops) {
  const units = [];
  let start = 0, from = 0;
  for (const stop of stops) {
    const to = from + unitsBefore(text.slice(from), stop - start);
    const words = trimmed(text.slice(from, to));
    if (words) units.push({ start: start + words.start, end: start + words.end });
    [start, from] = [stop, to];
  }
  return units;
}

/** The index of the unit in which the place lies, or of the nearest; -1 when there are none. */
export function unitAt(units, place) {
  const after = units.findIndex(({ end }) => place < end);
  return after < 0 ? units.length - 1 : after;
}

/** One span from what is chosen in each line: `{ start, text, from, to }` with `start` the line's place in the text and
 *  `from`, `to` UTF-16 places in the line. Lines that do not follow each other end it; blanks at the ends are left out. */
export function spanOf(pieces) {
  if (!pieces.length) return undefined;
  const joined = following(pieces);
  const words = joined.map(({ text, from, to }) => text.slice(from, to)).join("\n");
  const inner = trimmed(words);
  if (!inner) return undefined;
  const [{ start, text, from }] = joined;
  const begin = start + pointsBefore(text, from);
  return { start: begin + inner.start, end: begin + inner.end, quote: words.trim() };
}

/** The first pieces, as far as each begins where the line before it ended. */
function following(pieces) {
  const gap = pieces.findIndex(({ start }, index) => index && start !== endOf(pieces[index - 1]) + 1);
  return gap < 0 ? pieces : pieces.slice(0, gap);
}

const endOf = ({ start, text }) => start + codePoints(text);
