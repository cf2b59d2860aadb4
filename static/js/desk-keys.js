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
