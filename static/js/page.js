// What every page does: toasts leave, a composing Enter never submits, a busy form says so, what is typed is kept.

import "./drafts.js";
import "./people-completion.js";
import { letGo } from "./toast.js";

/** Enter that ends a pinyin composition must not submit; 229 is what older browsers report while composing. */
const isComposing = (event) => event.isComposing || event.keyCode === 229;

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !isComposing(event)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);

letGo();
document.addEventListener("htmx:oobAfterSwap", letGo);

document.addEventListener("submit", (event) => event.submitter?.setAttribute("aria-busy", "true"));
window.addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
});
