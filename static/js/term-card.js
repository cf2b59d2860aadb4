// What a term means, beside its words: at a tap, at a key, or when a mouse rests on it. Without script the link leads to the
// explanation at the end of the leaf.

import { closed, opened } from "./layers.js";
import { besideWords } from "./placing.js";

const REST = 350; // ms until a mouse counts as resting
const GRACE = 250; // ms in which it comes from the words to the card, or back
let shown, timer;

/** `pinned`: somebody asked for it, so it has the focus and stays. */
function show(link, { pinned }) {
  const entry = document.querySelector(link.hash);
  if (!entry) return false;
  hide();
  const card = written(entry, link);
  document.body.append(card);
  place(card, link.getClientRects()[0]);
  link.setAttribute("aria-expanded", "true");
  shown = { card, link };
  opened(card, () => hide({ back: shown.pinned }));
  if (pinned) pin();
  return true;
}

function pin() {
  shown.pinned = true;
  shown.card.focus({ preventScroll: true });
}

function written(entry, link) {
  const card = document.createElement("div");
  Object.assign(card, { className: "term-card", tabIndex: -1, id: "term-card" });
  card.setAttribute("role", "dialog");
  card.setAttribute("aria-label", link.textContent);
  card.setAttribute("aria-describedby", "term-card-words");
  card.append(...["dt", "dd"].map((part, index) => {
    const line = document.createElement("p");
    line.className = ["term-card-title", "term-card-words"][index];
    line.textContent = entry.querySelector(part).textContent;
    return line;
  }));
  card.lastElementChild.id = "term-card-words";
  const more = entry.querySelector("a");
  if (more) card.append(more.cloneNode(true));
  return card;
}

function place(card, words) {
  const room = { width: document.documentElement.clientWidth, height: window.innerHeight };
  const { left, top } = besideWords(words, card.offsetHeight, room);
  card.style.insetInlineStart = `${left + window.scrollX}px`;
  card.style.insetBlockStart = `${top + window.scrollY}px`;
}

function hide({ back = false } = {}) {
  clearTimeout(timer);
  if (!shown) return;
  const { card, link } = shown;
  shown = undefined;
  closed(card);
  card.remove();
  link.removeAttribute("aria-expanded");
  if (back) link.focus({ preventScroll: true });
}

/** Tab leads out of the card at either end, back to the term it stands beside. */
function leave(event) {
  if (event.key !== "Tab" || !shown?.card.contains(event.target)) return;
  const last = shown.card.querySelector("a") ?? shown.card;
  if (!event.shiftKey && event.target !== last) return;
  event.preventDefault();
  hide({ back: true });
}

/** A mouse that rests on a term, or leaves it and its card. */
function point({ target, pointerType, buttons }) {
  if (pointerType !== "mouse" || buttons) return;
  const link = target.closest("a.term");
  if (shown?.pinned || (shown && (link === shown.link || target.closest(".term-card")))) return clearTimeout(timer);
  clearTimeout(timer);
  if (link) timer = setTimeout(() => show(link, { pinned: false }), REST);
  else if (shown) timer = setTimeout(hide, GRACE);
}

function press(event) {
  const link = event.target.closest("a.term");
  const held = shown;
  if (!event.target.closest(".term-card") && !(link && link === held?.link && !held.pinned)) hide();
  if (!link || event.ctrlKey || event.metaKey) return;
  if (link === held?.link) {
    event.preventDefault();
    if (shown) pin();
  } else if (show(link, { pinned: true })) event.preventDefault();
}

/** Who hears the page is told that there is more than a way to another place. */
function announce({ target }) {
  if (target.matches("a.term")) target.setAttribute("aria-haspopup", "dialog");
}

document.addEventListener("click", press);
document.addEventListener("focusin", announce);
document.addEventListener("keydown", leave);
document.addEventListener("pointerover", point);
window.addEventListener("resize", () => hide());
