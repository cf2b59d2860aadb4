// Drafts of forms on any page: `form[data-draft="reply-12"]` gets back what was typed into it until the server has it.
// htmx hears that at once. A plain form says its name along, and the server's cookie names it on the page that follows.

import { drop, find, keep } from "./device.js";

const KIND = "form";
const REST = 300; // ms
const NAME = "draft"; // of what the form says along
const KEPT = "kept"; // the cookie with the name of what has arrived
const waiting = new Map(); // form → timer

const fields = (form) => [...form.elements].filter(({ name, type }) => name && name !== "csrfmiddlewaretoken" && type !== "submit" && type !== "button");
const isWordy = ({ type }) => type === "textarea" || type === "text";
const words = (form) => fields(form).filter(isWordy);

/** Whether something was typed into the form that the server does not know. */
export const isDirty = (form) => words(form).some((field) => field.value !== field.defaultValue);

function save(form) {
  clearTimeout(waiting.get(form));
  waiting.delete(form);
  if (!form.isConnected) return;
  if (isDirty(form)) keep(KIND, form.dataset.draft, { values: fields(form).filter(({ type }) => type !== "radio" && type !== "checkbox").map(({ name, value }) => [name, value]) });
  else drop(KIND, form.dataset.draft);
}

/** Whether the words of this field are safe: the form may be taken away, and `restore` gives them back. */
export function isKept(field) {
  const form = field.form?.closest("form[data-draft]");
  if (!form || !isWordy(field)) return false;
  save(form);
  return Boolean(find(KIND, form.dataset.draft));
}

/** Give the forms under `root` back what was typed, where they are still as they came. */
export function restore(root) {
  for (const form of root.querySelectorAll("form[data-draft]")) {
    const draft = find(KIND, form.dataset.draft);
    if (!draft || isDirty(form) || "quoting" in form.dataset) continue; // a quote was just put behind it
    for (const [name, value] of draft.values) {
      const field = form.elements[name];
      if (field?.value !== undefined && field.type !== "submit") field.value = value;
    }
    const details = form.closest("details");
    if (details) details.open = true;
    form.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

/** A plain form has arrived: only the server knows. An answer may never have come, a sign-in may have run out. */
function forgetKept() {
  const cookie = document.cookie.split("; ").find((each) => each.startsWith(`${KEPT}=`));
  if (!cookie) return;
  drop(KIND, cookie.slice(KEPT.length + 1));
  document.cookie = `${KEPT}=; path=/; max-age=0; samesite=lax`;
}

document.addEventListener("input", ({ target }) => {
  const form = target.form?.closest("form[data-draft]") ?? (target.matches("form[data-draft]") ? target : undefined);
  if (!form) return;
  clearTimeout(waiting.get(form));
  waiting.set(form, setTimeout(() => save(form), REST));
});
window.addEventListener("pagehide", () => [...waiting.keys()].forEach(save));
document.addEventListener("submit", ({ target: form }) => {
  if (!form.dataset.draft || form.matches("[hx-post], [data-hx-post]")) return;
  save(form);
});
document.addEventListener("formdata", ({ target: form, formData }) => { if (form.dataset.draft) formData.set(NAME, form.dataset.draft); });
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const form = detail.requestConfig.elt.closest("form[data-draft]"); // the form itself may be exchanged by now
  if (!form || !detail.successful || detail.xhr.getResponseHeader("HX-Redirect")) return;
  clearTimeout(waiting.get(form));
  waiting.delete(form);
  drop(KIND, form.dataset.draft);
});
document.addEventListener("htmx:beforeSwap", () => [...waiting.keys()].forEach(save)); // it may take a form away
document.addEventListener("form:arrived", ({ target: form }) => { // a script has sent it
  if (!form.dataset.draft) return;
  clearTimeout(waiting.get(form));
  waiting.delete(form);
  drop(KIND, form.dataset.draft);
});
document.addEventListener("htmx:beforeRequest", ({ detail }) => { if (detail.elt.matches?.("form[data-draft]")) save(detail.elt); });
document.addEventListener("htmx:load", ({ target }) => restore(target));
forgetKept();
restore(document);
