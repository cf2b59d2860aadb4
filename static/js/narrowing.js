// Long lists made short: `input[data-narrows="id"]` hides those without the words in it, and in a select chooses the
// first that has them; `[data-ticks="id"]` and `[data-unticks="id"]` tick what is shown, or nothing.

const MANY = 15; // from which on there is something to look for
const ROWS = "li, label";

function rowsOf(id) {
  const list = document.getElementById(id);
  if (list?.matches("select")) return [...list.options].filter(({ value }) => value);
  return [...list?.querySelectorAll(ROWS) ?? []];
}

/** Pure: whether all that was typed is in the words, whatever the case. */
export const has = (words, typed) => typed.toLowerCase().split(/\s+/).every((part) => words.toLowerCase().includes(part));

function narrow(input) {
  const typed = input.value.trim();
  const rows = rowsOf(input.dataset.narrows);
  input.hidden = rows.length < MANY && !typed;
  for (const row of rows) row.hidden = !has(row.textContent, typed);
  if (typed) for (const details of document.getElementById(input.dataset.narrows).querySelectorAll("details")) details.open = true;
}

/** While one types: the first that is shown, and what was chosen at first when nothing is typed any more. Safari shows all. */
function choose({ value, dataset }) {
  const select = document.getElementById(dataset.narrows);
  if (!select.matches("select")) return;
  const isAtFirst = ({ defaultSelected }) => defaultSelected;
  const found = value.trim() ? rowsOf(dataset.narrows).find((option) => !option.hidden) : [...select.options].find(isAtFirst);
  select.selectedIndex = found?.index ?? (select.options[0].value ? select.selectedIndex : 0);
  select.dispatchEvent(new Event("change", { bubbles: true }));
}

function look() {
  for (const input of document.querySelectorAll("[data-narrows]")) narrow(input);
  for (const button of document.querySelectorAll("[data-ticks], [data-unticks]")) button.hidden = rowsOf(button.dataset.ticks ?? button.dataset.unticks).length < 2;
}

function tick({ ticks, unticks }) {
  for (const row of rowsOf(ticks ?? unticks)) {
    const box = row.querySelector("[type=checkbox]");
    if (box && !row.hidden) box.checked = Boolean(ticks);
  }
}

if (globalThis.document) {
  document.addEventListener("input", ({ target }) => {
    if (!target.matches("[data-narrows]")) return;
    narrow(target);
    choose(target);
  });
  document.addEventListener("reset", () => setTimeout(look));
  document.addEventListener("meeting:part", look);
  document.addEventListener("keydown", (event) => { // there is nothing to send
    if (event.key === "Enter" && event.target.matches("[data-narrows]")) event.preventDefault();
  });
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-ticks], [data-unticks]");
    if (button) tick(button.dataset);
  });
  look();
}
