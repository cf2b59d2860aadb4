// Pure: which key means what on the reading page. Tested by `node --test`.

const ACTS = {
  n: "next-paragraph", j: "next-paragraph", p: "previous-paragraph", k: "previous-paragraph",
  "]": "next-section", "[": "previous-section", c: "contents", "?": "keys", Escape: "close", u: "next-unread", m: "progress",
  ".": "next-sentence", "。": "next-sentence", ",": "previous-sentence", "，": "previous-sentence",
  ">": "more-sentences", "》": "more-sentences", "<": "fewer-sentences", "《": "fewer-sentences",
};
// With words chosen. Arrows up and down go by sentence; to the side, with Shift, the browser goes by character.
const CHOSEN = {
  ArrowDown: "next-sentence", ArrowUp: "previous-sentence",
  "Shift+ArrowDown": "more-sentences", "Shift+ArrowUp": "fewer-sentences",
  Enter: "first", h: "highlight", t: "thought", q: "question", i: "key-point", x: "copy", a: "card", d: "unmark", o: "notes",
};

/** What to do at a key; nothing while typing, composing pinyin or with a modifier held. */
export function actOf({ key, ctrlKey, metaKey, altKey, shiftKey, isComposing }, isTyping, hasChosen = false) {
  if (ctrlKey || metaKey || altKey || isComposing) return undefined;
  if (isTyping && key !== "Escape") return undefined;
  const name = shiftKey && key.startsWith("Arrow") ? `Shift+${key}` : key;
  return (hasChosen && CHOSEN[name]) || ACTS[name];
}
