// Choosing words with mouse and finger: a tap takes the sentence, a drawn selection what it covers, also over paragraphs.

import { LONGEST, codePoints, unitAt } from "./anchor.js";
import { choose, clear, current } from "./chosen.js";
import { said } from "./said.js";
import { placeAt, quoted, rangeOf, rectsOf, spanOfRange, startOf, unitsOfLine } from "./text-range.js";
import { toast } from "./toast.js";

const REST = 180; // ms without a change until a drawn selection counts as done: handles on a phone say no end
const TAP = { px: 8, ms: 500 };
const SLACK = 8; // px around a line of words that still count as on it
const APART = "#selection-bar, #composer, #panel, #contents, dialog, .toasts, .display-panel, .kept-words";
const PRESSABLE = "a, button, summary, input, label, select, textarea, [role=button]";

let pressed, timer;

/** Choose a span of the page, and let the browser select it too where that brings no menu of its own. */
export function take(span, { how = "unit", natively = true } = {}) {
  const words = quoted(span);
  if (!words || isTooLong(words)) return;
  choose(words, how);
  const range = rangeOf(words);
  if (natively && range) window.getSelection().setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
}

function isTooLong({ quote }) {
  const tooLong = codePoints(quote) > LONGEST;
  if (tooLong) {
    toast(said("selection-bar", "tooLong"));
    clear({ natively: false });
  }
  return tooLong;
}

/** The sentence under a point of the window; undefined beside the words. */
function unitUnder(x, y) {
  const { line, place } = placeAt(x, y) ?? {};
  if (!line) return undefined;
  const units = unitsOfLine(line);
  const start = startOf(line);
  const near = [unitAt(units, place), unitAt(units, place - 1)].map((index) => units[index]).filter(Boolean);
  return near.map((unit) => ({ start: start + unit.start, end: start + unit.end })).find((span) => isOn(span, x, y));
}

function isOn(span, x, y) {
  const range = rangeOf(span);
  return range && rectsOf(range).some(({ left, right, top, bottom }) => left - 2 <= x && x <= right + 2 && top - SLACK <= y && y <= bottom + SLACK);
}

function tap(event) {
  const { target, clientX: x, clientY: y } = event;
  if (event.defaultPrevented || target.closest(APART)) return;
  if (event.detail > 1) return; // a double click takes a word, as everywhere
  if (!isTap(event)) return;
  const unit = target.closest(".paragraph-text") && !target.closest(PRESSABLE) ? unitUnder(x, y) : undefined;
  const chosen = current();
  const again = unit && chosen && unit.start < chosen.end && unit.end > chosen.start;
  if (!unit || again) clear();
  else take(unit, { natively: pressed?.type === "mouse" });
}

function isTap({ clientX, clientY, timeStamp }) {
  if (!pressed) return true; // of a script or a screen reader
  const moved = Math.hypot(clientX - pressed.x, clientY - pressed.y);
  return moved < TAP.px && timeStamp - pressed.at < TAP.ms;
}

/** The browser's selection rests: take what it covers of the text. */
function settle() {
  const selection = window.getSelection();
  if (pressed?.isDown) return;
  if (!selection.rangeCount || selection.isCollapsed) {
    const isElsewhere = document.activeElement?.closest(APART);
    if (current()?.how === "free" && !isElsewhere) clear();
    return;
  }
  const range = selection.getRangeAt(0);
  if (isApart(selection.anchorNode) || isApart(selection.focusNode)) return;
  const span = spanOfRange(range);
  if (span && !isTooLong(span)) choose(span, "free");
}

const isApart = (node) => Boolean((node instanceof Element ? node : node?.parentElement)?.closest(APART));

function soon(wait) {
  clearTimeout(timer);
  timer = setTimeout(settle, wait);
}

document.addEventListener("pointerdown", ({ clientX: x, clientY: y, timeStamp: at, pointerType: type }) => { pressed = { x, y, at, type, isDown: true }; });
for (const type of ["pointerup", "pointercancel"]) {
  document.addEventListener(type, () => { if (pressed) pressed.isDown = false; soon(type === "pointerup" ? 0 : REST); });
}
document.addEventListener("selectionchange", () => { if (!pressed?.isDown) soon(REST); });
document.addEventListener("click", tap);
document.addEventListener("copy", (event) => {
  if (!current() || isApart(document.activeElement)) return;
  event.clipboardData.setData("text/plain", current().quote);
  event.preventDefault();
});
