// Pure: which key means what on the reading page. Tested by `node --test`.

const ACTS = {
  n: "next-paragraph", j: "next-paragraph", p: "previous-paragraph", k: "previous-paragraph",
  "]": "next-section", "[": "previous-section", c: "contents", "?": "keys", Escape: "close",
};

/** What to do at a key; nothing while typing, composing pinyin or with a modifier held. */
export function actOf({ key, ctrlKey, metaKey, altKey, isComposing }, isTyping) {
  if (ctrlKey || metaKey || altKey || isComposing) return undefined;
  if (isTyping && key !== "Escape") return undefined;
  return ACTS[key];
}
