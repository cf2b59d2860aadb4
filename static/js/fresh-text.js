// Paragraphs that changed come anew from the server, one way for all: own marks, others' marks, undoing.
// What the reader reads stays where it is, and a paragraph in which words are being chosen waits.

import { ask, parsed } from "./asking.js";
import { current } from "./chosen.js";
import { endOf, startOf } from "./text-range.js";
import { Turns } from "./turns.js";

export const MOST = 30; // paragraphs asked for at once
const PARTS = [".gutter", ".paragraph-text", ".notes"];
const waiting = new Map(); // id → the paragraph that came while words were being chosen in the one on the page
const turns = new Turns();
const text = () => document.querySelector("study-text");

/** The answer was none: `status`, the address where to `signIn` if that is why, and whether asking again may help. */
export class NoAnswer extends Error {
  constructor(status, signIn) {
    super(`paragraphs: ${status}`);
    Object.assign(this, { status, signIn, isFinal: Boolean(signIn) || (status >= 400 && status < 500 && status !== 408 && status !== 429) });
  }
}

/** Call before an act whose answer is put in place by `apply`. */
export const begin = () => turns.begin();

/** Put in place what an act that was `begun` then has answered: HTML of paragraphs, each under its id. */
export function apply(html, begun = turns.begin()) {
  put(html, begun, { isAct: true });
}

function put(html, begun, how) {
  const again = [];
  for (const fresh of parsed(html).querySelectorAll(".paragraph[id]")) {
    const turn = turns.take(fresh.id, begun, how);
    if (turn.show) waiting.set(fresh.id, fresh);
    if (turn.again) again.push(fresh.id);
  }
  flush();
  if (again.length) refetch(again).catch(() => {});
}

/** Ask for paragraphs by number or id, those that are on the page; `{ isSealed }`: others' notes are not shown yet.
 *  Rejects when the server cannot be reached or will not answer. */
export async function refetch(places) {
  const ids = new Set(places.map((place) => (/^\d/.test(place) ? `p${place}` : place)));
  const shown = [...ids].filter((id) => document.getElementById(id));
  let isSealed = false;
  for (let from = 0; from < shown.length; from += MOST) {
    const begun = turns.begin();
    const answer = await ask(`${text().dataset.paragraphs}?${queryOf(shown.slice(from, from + MOST))}`);
    const signIn = answer.headers.get("HX-Redirect");
    if (answer.status === 409) document.dispatchEvent(new CustomEvent("text:gone", { detail: { why: "overtaken" } }));
    if (!answer.ok || signIn) throw new NoAnswer(answer.status, signIn);
    isSealed = answer.headers.has("X-Sealed");
    put(await answer.text(), begun);
  }
  return { isSealed };
}

/** Lines without a number are told by where they begin. */
function queryOf(ids) {
  return [`revision=${text().dataset.revision}`, ...ids.map((id) => `${id[0] === "p" ? "n" : "at"}=${id.slice(1)}`)].join("&");
}

/** The ids of all paragraphs on the page. */
export const allPlaces = () => [...text().querySelectorAll(".paragraph[id]")].map(({ id }) => id);

/** The ids of those that a span of the text touches. */
export function placesOf({ start, end }) {
  const touched = [...text().querySelectorAll(".paragraph-text")].filter((line) => startOf(line) < end && endOf(line) > start);
  return touched.map((line) => line.closest(".paragraph").id);
}

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
