// The panels of a meeting, fetched anew when something in them has changed: those that are seen, in one fetch, and the
// pages of a crowd not at once. A panel that lies folded away is fetched when it is opened.

import { ask, parsed } from "./asking.js";
import { isKept, restore } from "./drafts.js";

const AFTER = { // what an event changes
  agenda: ["agenda", "now"], floor: ["floor", "hands", "bottom"], hands: ["hands", "bottom"], poll: ["poll", "bottom"], turns: ["turns", "bottom"], decisions: ["decided"],
  people: ["people", "now", "here"], lead: ["lead", "status"], focus: ["lead", "here"], screen: ["shown"],
  text: ["status", "lead", "shown", "agenda", "turns"], started: ["*"], ended: ["*"], resumed: ["*"],
};
const LEAST = 1000; // ms over which pages spread their asking
const EACH = 80; // ms more for each person present: some twelve pages ask in a second
const CALM = 4; // times as long for who has come and gone, when many do
const SOON = 10_000;
const FEW = 100; // people
const AGAIN = 3000; // ms after which a panel is asked for again that could not be had, or was being written in
const due = new Set(); // names
const stale = new Set(); // names of what changed unseen
const shown = new Map(); // name → the turn of asking of what stands there
let timer, dueAt = Infinity, turns = 0;

export const EVENTS = Object.keys(AFTER);
export const SOON_BACK = 3000; // ms between two tries at most, when the stream broke
const holders = (name) => [...document.querySelectorAll(`[data-part="${name}"]`)];
const all = () => [...new Set([...document.querySelectorAll("[data-part]")].map(({ dataset }) => dataset.part))];
const boxOf = (holder) => (holder.textContent.trim() ? holder : holder.parentElement); // a panel with nothing in it may be hidden for that
const isSeen = (name) => holders(name).some((holder) => boxOf(holder).getClientRects().length);
const opening = new IntersectionObserver((entries) => { if (entries.some(({ isIntersecting }) => isIntersecting)) renew([...stale].filter(isSeen), { within: 0 }); });

/** Fetch, soon, what an event of this kind changes on this page. `present`: how many people there are. */
export function renewAfter(kind, { present = 0, within = spread(kind, present) } = {}) {
  const names = AFTER[kind] ?? [];
  renew(names.includes("*") ? all() : names.filter((name) => !(kind === "hands" && name === "bottom") || isMyHandUp()), { within });
}

export function renewAll() {
  renew(all(), { within: 200 });
}

/** ms over which the pages spread. All of them see soon that it begins or ends; who comes and goes can wait. */
export function spread(kind, present) {
  const wide = Math.max(LEAST, present * EACH);
  if (AFTER[kind]?.includes("*")) return Math.min(wide, SOON);
  return kind === "people" && present > FEW ? CALM * wide : wide;
}

/** On the strip of a phone stands my own place among the hands, and no other. */
const isMyHandUp = () => Boolean(document.querySelector("#bottom .raise-hand [aria-pressed=true]"));

/** In one fetch, at a moment within so many ms, or earlier when something else is due before. */
function renew(names, { within }) {
  for (const name of names) {
    if (isSeen(name)) due.add(name);
    else for (const holder of holders(name)) { stale.add(name); opening.observe(boxOf(holder)); }
  }
  if (due.size) wake(Math.random() * within);
}

function wake(wait) {
  const at = performance.now() + wait;
  if (at >= dueAt) return;
  clearTimeout(timer);
  [dueAt, timer] = [at, setTimeout(takeDue, wait)];
}

function takeDue() {
  clearTimeout(timer);
  dueAt = Infinity;
  const held = [...due].filter((name) => holders(name).some(isHeld));
  const names = [...due].filter((name) => !held.includes(name));
  due.clear();
  fetchParts(names);
  again(held);
}

function again(names) {
  for (const name of names) due.add(name);
  if (due.size) wake(AGAIN);
}

/** At once, and with it what is due anyway; the same when it comes by itself. */
export function take(name) {
  due.add(name);
  takeDue();
}

async function fetchParts(names) {
  if (!names.length) return;
  for (const name of names) { stale.delete(name); for (const holder of holders(name)) opening.unobserve(boxOf(holder)); }
  const turn = ++turns;
  const url = document.querySelector("[data-part-url]").dataset.partUrl.replace("/name/", `/${names.join("-")}/`);
  const answer = await ask(url).catch(() => undefined);
  if (answer?.status === 404 && names.length > 1) for (const name of names) fetchParts([name]); // one of them is no longer for me
  else if (answer?.status === 404) return;
  else if (!answer?.ok || answer.headers.has("HX-Redirect")) again(names);
  else for (const fresh of parsed(await answer.text()).querySelectorAll("body > [data-part]")) put(fresh.dataset.part, fresh, turn);
}

/** What was asked for before what stands there comes too late. */
function put(name, fresh, turn) {
  if (turn < (shown.get(name) ?? 0)) return;
  shown.set(name, turn);
  for (const holder of holders(name)) {
    if (isHeld(holder)) { again([name]); continue; }
    const focused = holder.contains(document.activeElement) && nameOf(document.activeElement);
    if (plain(holder) === plain(fresh)) continue;
    const opened = [...holder.querySelectorAll("details[open][id]")].map(({ id }) => id);
    holder.replaceChildren(...document.importNode(fresh, true).childNodes);
    for (const id of opened) holder.querySelector(`[id="${CSS.escape(id)}"]`)?.setAttribute("open", "");
    window.htmx?.process(holder);
    restore(holder);
    if (focused) [...holder.querySelectorAll("a, button, input, select, textarea")].find((each) => nameOf(each) === focused)?.focus({ preventScroll: true });
  }
  document.dispatchEvent(new CustomEvent("meeting:part", { detail: name }));
}

const SECRETS = /<input type="hidden" name="csrfmiddlewaretoken"[^>]*>|data-now="[^"]*"/g; // new in every answer
const plain = (element) => [...element.children].map(({ outerHTML }) => outerHTML).join("").replace(SECRETS, "");
const nameOf = (element) => [element.tagName, element.id || element.name, element.matches("button") ? element.value : "", element.form?.getAttribute("action") ?? element.getAttribute("href")].join(" ");

/** Whether somebody writes in it: words that differ from what came and are not kept, or an open choice. */
function isHeld(holder) {
  const fields = [...holder.querySelectorAll("input:not([type=hidden]), textarea, select")];
  return fields.some((field) => (field === document.activeElement && field.matches("select")) || (isChanged(field) && !canWait(field)));
}

/** Nobody is at it, nothing was said of it, and what it says is kept: the panel may be exchanged around it. */
const canWait = (field) => field !== document.activeElement && !field.form?.querySelector(".act-said:not(:empty)") && isKept(field);

function isChanged(field) {
  if (field.matches("select")) return [...field.options].some((option) => option.selected !== option.defaultSelected) && field.selectedIndex > 0;
  if (field.matches("[type=checkbox], [type=radio]")) return field.checked !== field.defaultChecked;
  return field.value !== field.defaultValue;
}
