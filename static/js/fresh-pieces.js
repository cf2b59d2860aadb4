// Exchanging pieces of a page that changed, by their ids: what the reader types into, or has focused, stays as it is.

import { isDirty } from "./drafts.js";

/** Bring what is under `there` to what `fresh` has: pieces with ids come, go and change, the rest is left alone. */
export function freshen(there, fresh) {
  const young = childrenWithIds(fresh);
  for (const old of childrenWithIds(there)) {
    if (!young.some(({ id }) => id === old.id) && !isHeld(old)) old.remove();
  }
  let before;
  for (const piece of young) {
    const old = there.querySelector(`[id="${CSS.escape(piece.id)}"]`);
    before = old ? renewed(old, piece) : put(there, piece, before);
  }
}

/** The outermost elements with ids, and at what stands between them nothing is changed. */
function childrenWithIds(root) {
  const all = [...root.querySelectorAll("[id]")];
  return all.filter((element) => !all.some((other) => other !== element && other.contains(element)));
}

function renewed(old, piece) {
  if (old.outerHTML === piece.outerHTML) return old;
  const isForm = old.matches("form") || piece.matches("form");
  if (isForm) return old; // a form is made once; what it answers to comes with its answer
  if (!isHeld(old)) {
    const made = document.importNode(piece, true);
    old.replaceWith(made);
    window.htmx?.process(made);
    return made;
  }
  if (piece.querySelector("[id]")) freshen(old, piece);
  return old;
}

function put(there, piece, before) {
  const made = document.importNode(piece, true);
  if (before) before.after(made);
  else (there.querySelector(":scope > ol, :scope > ul") ?? there).prepend(made);
  window.htmx?.process(made);
  return made;
}

/** Whether the reader is at it: a form with words in it, or the focus. */
function isHeld(element) {
  const forms = [...element.querySelectorAll("form"), ...(element.matches("form") ? [element] : [])];
  return forms.some(isDirty) || (element !== document.activeElement && element.contains(document.activeElement));
}
