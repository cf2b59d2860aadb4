// A tap on a term shows its explanation beside the words. Without script the link leads to it at the end of the leaf.

import { besideWords } from "./placing.js";

let shown;

function show(link) {
  const entry = document.querySelector(link.hash);
  if (!entry) return false;
  const card = document.createElement("div");
  Object.assign(card, { className: "term-card", tabIndex: -1, id: "term-card" });
  card.setAttribute("role", "dialog");
  card.setAttribute("aria-label", link.textContent);
  card.append(...["dt", "dd"].map((part, index) => {
    const line = document.createElement("p");
    line.className = ["term-card-title", "term-card-words"][index];
    line.textContent = entry.querySelector(part).textContent;
    return line;
  }));
  const more = entry.querySelector("a");
  if (more) card.append(more.cloneNode(true));
  document.body.append(card);
  place(card, link.getClientRects()[0]);
  card.focus({ preventScroll: true });
  shown = { card, link };
  return true;
}

function place(card, words) {
  const room = { width: document.documentElement.clientWidth, height: window.innerHeight };
  const { left, top } = besideWords(words, card.offsetHeight, room);
  card.style.insetInlineStart = `${left + window.scrollX}px`;
  card.style.insetBlockStart = `${top + window.scrollY}px`;
}

function hide({ back = false } = {}) {
  if (!shown) return;
  shown.card.remove();
  if (back) shown.link.focus({ preventScroll: true });
  shown = undefined;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a.term");
  const again = link && shown?.link === link;
  if (!event.target.closest(".term-card")) hide();
  if (link && !event.ctrlKey && !event.metaKey && (again || show(link))) event.preventDefault();
});
document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide({ back: true }); });
window.addEventListener("resize", () => hide());
