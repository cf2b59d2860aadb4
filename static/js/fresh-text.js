// Paragraphs that changed come anew from the server, one way for all: own marks, others' marks, undoing.
// What the reader reads stays where it is, and a paragraph in which words are being chosen waits.

import { ask, parsed } from "./asking.js";
import { current } from "./chosen.js";
import { endOf, startOf } from "./text-range.js";

const MOST = 30; // paragraphs asked for at once
const PARTS = [".gutter", ".paragraph-text", ".notes"];
const waiting = new Map(); // id → the paragraph that came while words were being chosen in the one on the page
const text = () => document.querySelector("study-text");

/** Put in place what came: HTML of paragraphs, each under its id. */
export function apply(html) {
  for (const fresh of parsed(html).querySelectorAll(".paragraph[id]")) waiting.set(fresh.id, fresh);
  flush();
}

/** Ask for paragraphs by number, those that are on the page. Rejects when the server cannot be reached. */
export async function refetch(numbers) {
  const shown = [...new Set(numbers)].filter((number) => document.getElementById(`p${number}`));
  for (let from = 0; from < shown.length; from += MOST) {
    const query = shown.slice(from, from + MOST).map((number) => `n=${number}`).join("&");
    const answer = await ask(`${text().dataset.paragraphs}?${query}`);
    if (!answer.ok || answer.headers.has("HX-Redirect")) throw new Error(`paragraphs: ${answer.status}`);
    apply(await answer.text());
  }
}

export const allNumbers = () => [...text().querySelectorAll(".paragraph[id^=p]")].map(({ id }) => id.slice(1));

function flush() {
  const changed = [];
  for (const [id, fresh] of waiting) {
    const there = document.getElementById(id);
    if (there && isBusy(there)) continue;
    waiting.delete(id);
    if (there && renew(there, fresh)) changed.push(there);
  }
  if (changed.length) document.dispatchEvent(new CustomEvent("paragraphs:changed", { detail: changed }));
}

/** Whether words are chosen in it, or are just being. */
function isBusy(paragraph) {
  const line = paragraph.querySelector(".paragraph-text");
  const chosen = current();
  if (chosen && line && chosen.start < endOf(line) && chosen.end > startOf(line)) return true;
  const selection = window.getSelection();
  return Boolean(line && selection.rangeCount && !selection.isCollapsed && selection.getRangeAt(0).intersectsNode(line));
}

/** Exchange only what is different: the rest keeps its focus, its selection and its place. */
function renew(there, fresh) {
  let isChanged = there.className !== fresh.className;
  there.className = fresh.className;
  for (const part of PARTS) {
    const [old, young] = [there.querySelector(`:scope > ${part}`), fresh.querySelector(`:scope > ${part}`)];
    if (old?.outerHTML === young?.outerHTML) continue;
    isChanged = true;
    exchange(there, old, young);
  }
  return isChanged;
}

function exchange(paragraph, old, young) {
  const focused = old?.contains(document.activeElement) ? document.activeElement : undefined;
  const made = young && document.importNode(young, true);
  if (old && made) old.replaceWith(made);
  else if (made) paragraph.append(made);
  else old.remove();
  if (!made) return;
  window.htmx?.process(made);
  const again = focused?.id ? document.getElementById(focused.id) : focused?.classList[0] && made.querySelector(`.${focused.classList[0]}`);
  if (again) again.focus({ preventScroll: true });
}

document.addEventListener("words:chosen", () => setTimeout(flush));
document.addEventListener("selectionchange", () => { if (waiting.size) setTimeout(flush, 300); });
document.addEventListener("notes:changed", ({ detail }) => { if (detail?.paragraphs) refetch(detail.paragraphs).catch(() => {}); });
