// Pure: how many 字 a reflection has, and where words go that are put in. Counts as studyapp/reflections/wording.py does.

/** Without blanks and punctuation; 𠮷 is one. */
export const characters = (text) => [...text].filter((each) => /[\p{L}\p{N}]/u.test(each)).length;

/** Without quotes and headings. */
export const own = (text) => text.split("\n").filter((line) => !/^ {0,3}>|^#{1,6}[ \t]+\S/.test(line)).join("\n");

/** Code points, as Python counts. */
export const length = (text) => [...text].length;

/** Where `words` go as a block of their own at the cursor, never inside a line: instead of `[start, end)` they stand
 *  with blank lines around them; `at` is behind them. Counts as the text of a field does. */
export function placed(text, cursor, words) {
  const stop = text.indexOf("\n", cursor);
  const here = cursor === 0 || text[cursor - 1] === "\n" ? cursor : stop < 0 ? text.length : stop;
  const start = text.slice(0, here).replace(/\s+$/, "").length;
  const end = text.length - text.slice(here).replace(/^\s+/, "").length;
  const made = `${start ? "\n\n" : ""}${words}\n\n`;
  return { start, end, made, at: start + made.length };
}
