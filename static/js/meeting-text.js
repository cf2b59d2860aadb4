// The text of a meeting on a page: the paragraph where everybody is, brought there by its place in the text, never by pixels.

import { ask, parsed } from "./asking.js";

const FAR = 3; // windows, beyond which nobody wants to watch the text run by
const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
const text = () => document.getElementById("text") ?? document.getElementById("console-lines");

/** The paragraph of a place, if it is on this leaf. */
export function paragraphOf({ revision, start }) {
  if (text()?.dataset.revision !== String(revision)) return undefined;
  return text().querySelector(`.paragraph[data-start="${start}"]`) ?? undefined;
}

/** Say which paragraph it is, to eyes and to screen readers. */
export function light(place) {
  for (const lit of document.querySelectorAll(".paragraph[aria-current]")) lit.removeAttribute("aria-current");
  const paragraph = place && paragraphOf(place);
  paragraph?.setAttribute("aria-current", "true");
  return paragraph;
}

/** Scroll to it. */
export function bring(paragraph, { atOnce = false } = {}) {
  const far = Math.abs(paragraph.getBoundingClientRect().top) > FAR * window.innerHeight;
  paragraph.scrollIntoView({ block: "start", behavior: atOnce || far || calm.matches ? "instant" : "smooth" });
}

/** Whether there is a text, and not only the words that there is none. */
export const isThere = () => Boolean(text()?.dataset.article);

/** A text was taken from its readers: nothing of it stays here, nor what was open beside it. */
export function takeDown(article) {
  if (text()?.dataset.article !== String(article)) return;
  document.getElementById("panel")?.close?.({ back: false });
  text().replaceWith(document.importNode(document.getElementById("text-gone").content, true));
}

/** Open the leaf where everybody is. False when it is of another text: then the whole page has to be loaded. */
export async function open(url) {
  const answer = await ask(url);
  if (!answer.ok || answer.headers.has("HX-Redirect")) throw new Error(`text: ${answer.status}`);
  const fresh = parsed(await answer.text()).getElementById("text");
  if (fresh && !fresh.dataset.article) { takeDown(text().dataset.article); return true; }
  if (!fresh || fresh.dataset.article !== text().dataset.article || fresh.dataset.revision !== text().dataset.revision) return false;
  const old = text();
  for (const { name, value } of fresh.attributes) if (name.startsWith("data-")) old.setAttribute(name, value);
  old.replaceChildren(...document.importNode(fresh, true).childNodes);
  window.htmx?.process(old);
  old.begin?.(); // a <study-text> looks at itself anew
  return true;
}
