// Where the composer and the panel come to stand: beside their paragraph on a desk, else where the style sheet says,
// on a phone above the keyboard. What one reads stays where it is when more comes in below; what one writes stays whole.

import { besideParagraph } from "./placing.js";

const ROOM = 448, EDGE = 16; // px: what a box that scrolls may grow to, and what stays free below it
const DESK = window.matchMedia("(min-width: 75rem)");
const placed = new Map(); // the box → the paragraph beside which it stands
const watcher = new ResizeObserver((entries) => entries.forEach(({ target }) => place(target)));

export function standBeside(box, paragraph) {
  placed.set(box, paragraph);
  place(box);
  if (!scrolls(box)) watcher.observe(box);
}

const scrolls = (box) => Boolean(box.querySelector(".panel-body"));

export function leave(box) {
  placed.delete(box);
  watcher.unobserve(box);
}

function place(box) {
  const paragraph = placed.get(box);
  for (const name of ["inset", "max-block-size"]) box.style.removeProperty(name);
  if (!DESK.matches || !paragraph?.isConnected) return;
  const line = (paragraph.querySelector(".paragraph-text") ?? paragraph).getBoundingClientRect();
  const room = { width: document.documentElement.clientWidth, height: window.innerHeight };
  const height = scrolls(box) ? Math.max(box.offsetHeight, Math.min(ROOM, room.height / 2)) : box.offsetHeight;
  const { left, top } = besideParagraph(line, { width: box.offsetWidth, height }, room);
  if (scrolls(box)) box.style.maxBlockSize = `${room.height - top - EDGE}px`;
  box.style.inset = `${top + window.scrollY}px auto auto ${left + window.scrollX}px`;
}

const placeAll = () => [...placed.keys()].forEach(place);
window.addEventListener("resize", placeAll);

/** The keyboard of a phone lies over the page: how much of the window it leaves. */
function measure() {
  const { height, offsetTop } = window.visualViewport;
  const root = document.documentElement.style;
  root.setProperty("--keyboard", `${Math.max(0, window.innerHeight - height - offsetTop)}px`);
  root.setProperty("--visible", `${height}px`);
}

for (const type of ["resize", "scroll"]) window.visualViewport?.addEventListener(type, measure);
