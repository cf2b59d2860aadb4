// Names behind an @ while one types to a group: data-people of the textarea, or its form, says where they are asked for.

import { ask, parsed } from "./asking.js";
import { closed, opened } from "./layers.js";
import { typedName } from "./mentioning.js";

const REST = 120; // ms
let field, list, asked = 0, timer;

const addressOf = (textarea) => textarea.dataset.people ?? textarea.form?.dataset.people;
const isOurs = (target) => target.matches?.("textarea") && addressOf(target) !== undefined;

/** What is typed behind an @ right before the caret, or nothing. */
const typed = () => typedName(field.value, field.selectionStart);

async function offer() {
  const name = typed();
  const address = addressOf(field);
  if (name === undefined || !address) { hide(); return; }
  const turn = (asked += 1);
  const answer = await ask(`${address}?q=${encodeURIComponent(name)}`).catch(() => undefined);
  if (!answer?.ok || turn !== asked || typed() !== name) return;
  const options = [...parsed(await answer.text()).querySelectorAll("[role=option]")];
  if (options.length) show(options);
  else hide();
}

function show(options) {
  if (!list) {
    list = document.createElement("ul");
    Object.assign(list, { id: "people-options", className: "people-options" });
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "@");
    list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps its focus
    list.addEventListener("click", ({ target }) => take(target.closest("[role=option]")));
    opened(list, hide);
  }
  list.replaceChildren(...options.map((option) => document.importNode(option, true)));
  field.after(list);
  point(list.firstElementChild);
  list.scrollIntoView({ block: "nearest" }); // it opens below, where a phone may end
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-autocomplete", "list");
}

function hide() {
  if (!list) return;
  closed(list);
  list.remove();
  list = undefined;
  for (const name of ["aria-controls", "aria-autocomplete", "aria-activedescendant"]) field.removeAttribute(name);
}

function point(option) {
  for (const each of list.children) each.setAttribute("aria-selected", each === option);
  field.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

function take(option) {
  if (!option) return;
  const before = field.selectionStart - typed().length;
  field.setRangeText(`${option.dataset.name} `, before, field.selectionStart, "end");
  hide();
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  field.focus();
}

function key(event) {
  if (!list || event.target !== field || event.isComposing || event.ctrlKey || event.metaKey) return;
  const now = list.querySelector("[aria-selected=true]");
  const by = { ArrowDown: now.nextElementSibling ?? list.firstElementChild, ArrowUp: now.previousElementSibling ?? list.lastElementChild }[event.key];
  if (by) point(by);
  else if (event.key === "Enter" || event.key === "Tab") take(now);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

document.addEventListener("input", ({ target, isComposing }) => {
  if (isComposing || !isOurs(target)) return;
  if (field !== target) hide();
  field = target;
  clearTimeout(timer);
  timer = setTimeout(offer, REST);
});
document.addEventListener("compositionend", ({ target }) => { if (isOurs(target)) target.dispatchEvent(new InputEvent("input", { bubbles: true })); });
document.addEventListener("keydown", key, true);
document.addEventListener("focusout", ({ target }) => { if (target === field) hide(); });
