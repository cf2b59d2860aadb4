// The border to the DOM: ranges of the page ↔ spans of the text. What is read aloud beside the words does not count.

import { codePoints, pointsBefore, spanOf, unitsBefore, unitsOf } from "./anchor.js";

const LINE = "study-text .paragraph-text, study-text [data-line]";
const BESIDE = "rt, rp, [data-beside]"; // stands in a line, but is not of its text

/** The lines of the text on the page, in order. */
export const lines = () => [...document.querySelectorAll(LINE)];
export const lineOf = (node) => (node instanceof Element ? node : node?.parentElement)?.closest(LINE) ?? null;
export const startOf = (line) => Number(line.closest("[data-start]").dataset.start);
export const textOf = (line) => textNodes(line).map((node) => node.data).join("");
export const endOf = (line) => startOf(line) + codePoints(textOf(line));

function textNodes(line) {
  const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT, {
    acceptNode: (node) => (node.parentElement.closest(BESIDE) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT),
  });
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  return found;
}

/** UTF-16 units of the line's text before a boundary of the DOM, wherever in the line it lies. */
function unitsAt(line, container, offset) {
  const before = document.createRange();
  before.setStart(line, 0);
  before.setEnd(container, offset);
  let units = 0;
  for (const node of textNodes(line)) {
    if (node === container) return units + offset;
    if (before.comparePoint(node, 0) > 0) return units;
    units += node.length;
  }
  return units;
}

/** The span `{ start, end, quote }` of a range, whole characters of the lines that it touches; undefined for none. */
export function spanOfRange(range) {
  const pieces = lines().filter((line) => range.intersectsNode(line)).map((line) => {
    const text = textOf(line);
    const from = line.contains(range.startContainer) ? unitsAt(line, range.startContainer, range.startOffset) : 0;
    const to = line.contains(range.endContainer) ? unitsAt(line, range.endContainer, range.endOffset) : text.length;
    const wholeTo = unitsBefore(text, pointsBefore(text, to, { up: true }));
    return { line, start: startOf(line), text, from: unitsBefore(text, pointsBefore(text, from)), to: wholeTo };
  });
  const isEmpty = ({ line, from, to }) => from >= to || line.matches("[data-line]"); // a heading counts between paragraphs
  const first = pieces.findIndex((piece) => !isEmpty(piece));
  const last = pieces.findLastIndex((piece) => !isEmpty(piece));
  return first < 0 ? undefined : spanOf(pieces.slice(first, last + 1));
}

/** The range of a span, in unsplit text nodes; undefined when none of it is on the page. */
export function rangeOf({ start, end }) {
  const touched = lines().filter((line) => startOf(line) < end && endOf(line) > start);
  if (!touched.length) return undefined;
  const range = document.createRange();
  const [first, last] = [touched[0], touched.at(-1)];
  range.setStart(...boundary(first, Math.max(0, start - startOf(first)), { ahead: true }));
  range.setEnd(...boundary(last, end - startOf(last)));
  return range;
}

/** The ranges of the text nodes that a range covers, each as far as it does. */
export function partsOf(range) {
  const touched = lines().filter((line) => range.intersectsNode(line)).flatMap(textNodes);
  return touched.filter((node) => range.intersectsNode(node)).flatMap((node) => {
    const part = document.createRange();
    part.setStart(node, node === range.startContainer ? range.startOffset : 0);
    part.setEnd(node, node === range.endContainer ? range.endOffset : node.length);
    return part.collapsed ? [] : [part];
  });
}

/** Where the words of a range stand in the window, line by line: of its texts alone, so that none counts twice. */
export const rectsOf = (range) => partsOf(range).flatMap((part) => [...part.getClientRects()]);

/** The node and offset behind so many code points of a line; `ahead` at the node that follows rather than the one before. */
function boundary(line, points, { ahead = false } = {}) {
  const nodes = textNodes(line);
  let left = unitsBefore(textOf(line), points);
  for (const node of nodes) {
    if (left < node.length || (left === node.length && !ahead)) return [node, left];
    left -= node.length;
  }
  return nodes.length ? [nodes.at(-1), nodes.at(-1).length] : [line, 0];
}

/** The tappable units of a line, `{ start, end }` in code points of the line. */
export function unitsOfLine(line) {
  const text = textOf(line);
  const stops = line.dataset.stops?.trim().split(/\s+/).map(Number) ?? [codePoints(text)];
  return unitsOf(text, stops);
}

/** The place in its line, in code points, under a point of the window; undefined where no text stands. */
export function placeAt(x, y) {
  const found = caretAt(x, y);
  const line = lineOf(found?.node);
  return line ? { line, place: pointsBefore(textOf(line), unitsAt(line, found.node, found.offset)) } : undefined;
}

function caretAt(x, y) {
  const position = document.caretPositionFromPoint?.(x, y);
  if (position) return { node: position.offsetNode, offset: position.offset };
  const range = document.caretRangeFromPoint?.(x, y); // Safari, older Chromium
  return range ? { node: range.startContainer, offset: range.startOffset } : undefined;
}

/** The span with the words that stand there on the page; undefined when they do not. */
export function quoted(span) {
  const range = rangeOf(span);
  return range ? spanOfRange(range) : undefined;
}
