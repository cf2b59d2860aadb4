import assert from "node:assert/strict";
import { test } from "node:test";

import { stepOf } from "../../static/js/progress-step.js";
import { actOf } from "../../static/js/reading-keys.js";
import { lastAbove, reading, stepFrom } from "../../static/js/reading-position.js";

const tops = [-400, -120, 30, 270, 800];
const topOf = (index) => tops[index];
const middle = { line: 274, atTop: false, atEnd: false };

test("the paragraph on the reading line is being read", () => {
  assert.equal(reading(tops.length, topOf, middle), 3);
  assert.equal(reading(tops.length, topOf, { ...middle, line: 269 }), 2);
});

test("a paragraph scrolled to by its link is the one that is read", () => {
  assert.equal(reading(tops.length, topOf, { ...middle, line: 270 }), 3);
});

test("at the top it is the first, at the end the last, whatever stands on the line", () => {
  assert.equal(reading(tops.length, topOf, { ...middle, atTop: true }), 0);
  assert.equal(reading(tops.length, topOf, { ...middle, atEnd: true }), 4);
});

test("above the first paragraph the first is read; without any there is none", () => {
  assert.equal(reading(2, (index) => 500 + index, middle), 0);
  assert.equal(reading(0, topOf, middle), -1);
});

test("a step goes on from where the last one aimed, until something is scrolled", () => {
  assert.equal(stepFrom(7, { index: 9, scrolled: 1200 }, 1200), 9);
  assert.equal(stepFrom(7, { index: 9, scrolled: 1200 }, 1300), 7);
  assert.equal(stepFrom(7, undefined, 1200), 7);
});

test("looks at a few of very many", () => {
  let looks = 0;
  const found = lastAbove(100_000, (index) => { looks += 1; return index; }, 71_234.5);
  assert.equal(found, 71_234);
  assert.ok(looks <= 18, `${looks} looks`);
});

test("agrees with looking at every one", () => {
  for (let line = -500; line < 900; line += 7) {
    assert.equal(lastAbove(tops.length, topOf, line), tops.filter((top) => top <= line).length - 1);
  }
});

test("keys act, but not while typing, composing or with a modifier", () => {
  assert.equal(actOf({ key: "n" }, false), "next-paragraph");
  assert.equal(actOf({ key: "[" }, false), "previous-section");
  assert.equal(actOf({ key: "n" }, true), undefined);
  assert.equal(actOf({ key: "n", isComposing: true }, false), undefined);
  assert.equal(actOf({ key: "p", ctrlKey: true }, false), undefined);
  assert.equal(actOf({ key: "x" }, false), undefined);
});

test("with words chosen letters act on them, and arrows go by sentence", () => {
  assert.equal(actOf({ key: "h" }, false), undefined);
  assert.equal(actOf({ key: "h" }, false, true), "highlight");
  assert.equal(actOf({ key: "ArrowDown" }, false), undefined);
  assert.equal(actOf({ key: "ArrowDown" }, false, true), "next-sentence");
  assert.equal(actOf({ key: "ArrowDown", shiftKey: true }, false, true), "more-sentences");
  assert.equal(actOf({ key: "ArrowRight", shiftKey: true }, false, true), undefined);
  assert.equal(actOf({ key: "n" }, false, true), "next-paragraph");
  assert.equal(actOf({ key: "h" }, true, true), undefined);
});

test("sentences are reached from a Chinese keyboard too", () => {
  assert.equal(actOf({ key: "。" }, false), "next-sentence");
  assert.equal(actOf({ key: "《", shiftKey: true }, false), "fewer-sentences");
});

test("m says how far one is, wherever words are chosen or not", () => {
  assert.equal(actOf({ key: "m" }, false), "progress");
  assert.equal(actOf({ key: "m" }, false, true), "progress");
  assert.equal(actOf({ key: "m" }, true), undefined);
});

test("one more: read, studied closely, taken back", () => {
  assert.deepEqual(["unread", "read", "studied", ""].map(stepOf), [0, 1, 1, 0]);
});
