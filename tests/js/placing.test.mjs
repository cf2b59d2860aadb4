// Where a card and a row come to stand.

import assert from "node:assert/strict";
import { test } from "node:test";

import { besideSelection, besideWords, scrollTo } from "../../static/js/placing.js";

const desk = { width: 1440, height: 900 };
const phone = { width: 360, height: 740 };
const words = { left: 700, top: 300, bottom: 330 };

test("a card stands under the words and begins where they begin", () => {
  assert.deepEqual(besideWords(words, 120, desk), { left: 700, top: 338 });
});

test("above them where the window ends or bars may lie", () => {
  assert.deepEqual(besideWords({ ...words, top: 720, bottom: 750 }, 120, desk), { left: 700, top: 592 });
});

test("within the window, however near the words are to its edge", () => {
  assert.equal(besideWords({ ...words, left: 1400 }, 120, desk).left, 1440 - 304 - 8);
  assert.equal(besideWords({ ...words, left: -20 }, 120, desk).left, 8);
  assert.equal(besideWords({ ...words, left: 300 }, 120, phone).left, 48);
});

test("on a window that is narrower than a card it takes what there is", () => {
  assert.equal(besideWords({ ...words, left: 100 }, 120, { width: 300, height: 600 }).left, 8);
});

const list = { top: 56, bottom: 900 };

test("a row that is seen moves nothing", () => {
  assert.equal(scrollTo({ top: 400, bottom: 430 }, list), 0);
});

test("one above or below comes in with room around it", () => {
  assert.equal(scrollTo({ top: 60, bottom: 90 }, list), -76);
  assert.equal(scrollTo({ top: 1000, bottom: 1030 }, list), 210);
});

const bar = { width: 400, height: 80 };
const lines = (top, bottom) => [{ left: 400, right: 900, top, bottom: top + 30 }, { left: 400, right: 600, top: bottom - 30, bottom }];

test("a bar stands under the last line of the words, above the first where there is no room", () => {
  assert.deepEqual(besideSelection(lines(300, 400), bar, desk), { left: 400, top: 408 });
  assert.deepEqual(besideSelection(lines(700, 880), bar, desk), { left: 400, top: 612 });
});

test("for words that fill the window it stays at its lower edge", () => {
  assert.deepEqual(besideSelection(lines(-200, 1400), bar, desk), { left: 400, top: 804 });
});

test("a bar never leaves the window", () => {
  assert.equal(besideSelection([{ left: 10, right: 30, top: 300, bottom: 330 }], bar, desk).left, 8);
  assert.equal(besideSelection([{ left: 1300, right: 1430, top: 300, bottom: 330 }], bar, desk).left, 1032);
});
