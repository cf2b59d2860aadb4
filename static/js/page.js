// What every page does: toasts leave, a composing Enter never submits, a busy form says so.

/** Enter that ends a pinyin composition must not submit; 229 is what older browsers report while composing. */
const isComposing = (event) => event.isComposing || event.keyCode === 229;

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !isComposing(event)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);

const TOAST_SECONDS = 6;
const fade = (toasts) => setTimeout(() => toasts.replaceChildren(), TOAST_SECONDS * 1000);
const toasts = () => document.getElementById("toasts");
if (toasts()?.children.length) fade(toasts());
document.addEventListener("htmx:oobAfterSwap", () => toasts() && fade(toasts()));

document.addEventListener("submit", (event) => event.submitter?.setAttribute("aria-busy", "true"));
window.addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
});
