// Pure: which key was meant, and which row comes next. No DOM here. Tested by `node --test`.

/** The name of a key as the desk's controls carry it; combinations with Alt or Meta are the browser's. */
export function keyName({ key, ctrlKey, metaKey, altKey, shiftKey }) {
  if (altKey) return "";
  if (ctrlKey || metaKey) {
    if (key.toLowerCase() === "z") return shiftKey ? "redo" : "undo";
    return key.toLowerCase() === "y" ? "redo" : "";
  }
  if (key.length > 1 || key === "?") return key;
  return key.toLowerCase() === "j" ? (shiftKey ? "J" : "j") : key.toLowerCase();
}

/** The index so many rows on, held within the list; from nowhere the first or the last. */
export function neighbour(index, by, length) {
  if (index < 0) return by > 0 ? 0 : length - 1;
  return Math.min(length - 1, Math.max(0, index + by));
}

/** How far a key goes, and among what. */
export const MOVES = {
  ArrowDown: { among: "rows", by: 1 },
  ArrowUp: { among: "rows", by: -1 },
  j: { among: "paragraphs", by: 1 },
  J: { among: "paragraphs", by: -1 },
};

/** Keys that were pressed while the server was asked: the first one, moves of one kind in a row as one. */
export function next([key, ...rest]) {
  if (!(key in MOVES)) return { key, rest };
  const { among } = MOVES[key];
  let { by } = MOVES[key];
  while (MOVES[rest[0]]?.among === among) by += MOVES[rest.shift()].by;
  return { key, move: { among, by }, rest };
}
