// Exchanging the pieces of an open thread that changed, by their ids: what the reader types into, or is at, stays.

import { isDirty } from "./drafts.js";

const PIECES = '[id^="note-"], [id^="acts-"], [id^="replies-"], [id^="reply-form-"], #gathered-notes';
const LISTS = '[id^="replies-"], #gathered-notes';
const SECRETS = /<input type="hidden" name="(?:csrfmiddlewaretoken|key)"[^>]*>/g; // new in every answer, and mean nothing

/** Bring the pieces under `there` to what `fresh` has. */
export function freshen(there, fresh) {
  for (const piece of fresh.querySelectorAll(PIECES)) {
    const old = there.querySelector(`[id="${CSS.escape(piece.id)}"]`);
    if (!old) continue;
    if (piece.matches(LISTS)) freshenList(old, piece);
    else if (piece.matches("form") && old.matches("form")) continue; // a form is only exchanged for the reason to have none
    else exchange(old, piece);
  }
}

/** Replies and notes come, go and change one by one. What a folded list does not show has not gone. */
function freshenList(list, fresh) {
  list.hidden = fresh.hidden;
  const rows = [...fresh.children].filter(({ id }) => id && id !== "more-notes");
  const isWhole = rows.length === fresh.children.length;
  for (const old of isWhole ? [...list.children] : []) if (old.id && !rows.some(({ id }) => id === old.id) && !isHeld(old)) old.remove();
  let before;
  for (const row of rows) {
    const old = list.querySelector(`:scope > [id="${CSS.escape(row.id)}"]`);
    before = old ? exchange(old, row) : insert(list, row, before);
  }
}

function exchange(old, piece) {
  if (isHeld(old) || plain(old) === plain(piece)) return old;
  const made = document.importNode(piece, true);
  old.replaceWith(made);
  window.htmx?.process(made);
  return made;
}

function insert(list, row, before) {
  const made = document.importNode(row, true);
  if (before) before.after(made);
  else list.prepend(made);
  window.htmx?.process(made);
  return made;
}

const plain = (element) => element.outerHTML.replace(SECRETS, "").replace(/ class="htmx-[\w-]+"/g, "");

/** Whether the reader is at it: words in a form of it, something unfolded, or the focus. */
function isHeld(element) {
  const forms = [...element.querySelectorAll("form"), ...(element.matches("form") ? [element] : [])];
  return forms.some(isDirty) || Boolean(element.querySelector("details[open]")) || (element !== document.activeElement && element.contains(document.activeElement));
}
