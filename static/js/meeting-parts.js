// The panels of a meeting, fetched anew one by one when something in them has changed; all pages do not ask at once.

import { ask, parsed } from "./asking.js";

const AFTER = { // what an event changes
  agenda: ["agenda", "now"], floor: ["floor", "hands", "bottom"], hands: ["hands", "bottom"], poll: ["poll", "bottom"], turns: ["turns"],
  people: ["people", "now", "here"], lead: ["lead", "status"], focus: ["lead", "here"], screen: ["shown"],
  started: ["*"], ended: ["*"], resumed: ["*"],
};
const FEW = 100; // people, above whom the asking is spread widely
const AGAIN = 3000; // ms after which a panel is asked for again that could not be had, or was being written in
const due = new Map(); // name → timer

export const EVENTS = Object.keys(AFTER);
const holders = (name) => [...document.querySelectorAll(`[data-part="${name}"]`)];
const all = () => [...new Set([...document.querySelectorAll("[data-part]")].map(({ dataset }) => dataset.part))];

/** Fetch, soon, what an event of this kind changes on this page. */
export function renewAfter(kind, options) {
  for (const name of AFTER[kind] ?? []) for (const each of name === "*" ? all() : [name]) renew(each, options);
}

export function renewAll() {
  for (const name of all()) renew(name, { within: 200 });
}

/** `within`: ms over which the pages spread; `present`: how many there are. */
export function renew(name, { present = 0, within = present > FEW ? 10_000 : 1000 } = {}) {
  if (due.has(name) || !holders(name).length) return;
  due.set(name, setTimeout(() => take(name), Math.random() * within));
}

/** At once; the same when it comes by itself. */
export async function take(name) {
  clearTimeout(due.get(name));
  due.delete(name);
  if (holders(name).some(isHeld)) { due.set(name, setTimeout(() => take(name), AGAIN)); return; }
  const url = document.querySelector("[data-part-url]").dataset.partUrl.replace("/name/", `/${name}/`);
  const answer = await ask(url).catch(() => undefined);
  if (answer?.status === 404) { document.dispatchEvent(new CustomEvent("meeting:refused", { detail: name })); return; }
  if (!answer?.ok || answer.headers.has("HX-Redirect")) { due.set(name, setTimeout(() => take(name), AGAIN)); return; }
  put(name, await answer.text());
}

function put(name, html) {
  for (const holder of holders(name)) {
    if (isHeld(holder)) { renew(name); continue; }
    const [fresh, focused] = [parsed(html).body, holder.contains(document.activeElement) && nameOf(document.activeElement)];
    if (plain(holder) === plain(fresh)) continue;
    const opened = [...holder.querySelectorAll("details[open][id]")].map(({ id }) => id);
    holder.replaceChildren(...document.importNode(fresh, true).childNodes);
    for (const id of opened) holder.querySelector(`[id="${CSS.escape(id)}"]`)?.setAttribute("open", "");
    window.htmx?.process(holder);
    if (focused) [...holder.querySelectorAll("a, button, input, select, textarea")].find((each) => nameOf(each) === focused)?.focus({ preventScroll: true });
  }
  document.dispatchEvent(new CustomEvent("meeting:part", { detail: name }));
}

const SECRETS = /<input type="hidden" name="csrfmiddlewaretoken"[^>]*>|data-now="[^"]*"/g; // new in every answer
const plain = (element) => [...element.children].map(({ outerHTML }) => outerHTML).join("").replace(SECRETS, "");
const nameOf = (element) => [element.tagName, element.id || element.name, element.matches("button") ? element.value : "", element.form?.getAttribute("action") ?? element.getAttribute("href")].join(" ");

/** Whether somebody writes in it: words that differ from what came, or an open choice. */
function isHeld(holder) {
  const fields = [...holder.querySelectorAll("input:not([type=hidden]), textarea, select")];
  return fields.some((field) => (field === document.activeElement && field.matches("select")) || isChanged(field));
}

function isChanged(field) {
  if (field.matches("select")) return [...field.options].some((option) => option.selected !== option.defaultSelected) && field.selectedIndex > 0;
  if (field.matches("[type=checkbox], [type=radio]")) return field.checked !== field.defaultChecked;
  return field.value !== field.defaultValue;
}
