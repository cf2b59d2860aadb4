// From places in a text to what the server stores, and back.

import assert from "node:assert/strict";
import { test } from "node:test";

import { codePoints, pointsBefore, spanOf, trimmed, unitAt, unitsBefore, unitsOf } from "../../static/js/anchor.js";

const TEXTS = ["", "茶", "𠮷野家", "👩‍👩‍👧‍👦一家", "e\u0301té", "a𠮷b𠮷", "子曰：「学而时习之」"];

test("lengths are counted as Python counts", () => {
  assert.equal(codePoints("𠮷"), 1);
  assert.equal(codePoints("👩‍👩‍👧‍👦"), 7);
  assert.equal(codePoints("e\u0301"), 2);
  for (const text of TEXTS) assert.equal(codePoints(text), [...text].length);
});

test("half a pair that stands alone is one character, as in Python", () => {
  assert.equal(codePoints("a\ud842b"), 3);
  assert.equal(codePoints("\udfb7\ud842"), 2);
});

test("there and back again at every place", () => {
  for (const text of TEXTS) {
    for (let points = 0; points <= codePoints(text); points += 1) {
      assert.equal(pointsBefore(text, unitsBefore(text, points)), points);
    }
  }
});

test("the middle of a character counts as its beginning or its end", () => {
  assert.equal(pointsBefore("𠮷野", 1), 0);
  assert.equal(pointsBefore("𠮷野", 1, { up: true }), 1);
  assert.equal(pointsBefore("𠮷野", 2), 1);
});

test("beyond the end is the end", () => {
  assert.equal(unitsBefore("𠮷", 9), 2);
});

test("blanks around words are left out, wide ones too", () => {
  assert.deepEqual(trimmed("\u3000\u3000𠮷野 "), { start: 2, end: 4 });
  assert.equal(trimmed(" \n\u3000"), undefined);
});

test("units tile the line but for the blanks between them", () => {
  const text = "\u3000看。 𠮷来！走";
  assert.deepEqual(unitsOf(text, [3, 7, 8]), [{ start: 1, end: 3 }, { start: 4, end: 7 }, { start: 7, end: 8 }]);
  assert.deepEqual(unitsOf(" ", [1]), []);
});

test("a place lies in a unit or next to one", () => {
  const units = [{ start: 1, end: 3 }, { start: 4, end: 7 }];
  assert.deepEqual([0, 1, 3, 6, 7, 99].map((place) => unitAt(units, place)), [0, 0, 1, 1, 1, 1]);
  assert.equal(unitAt([], 0), -1);
});

const line = (start, text, from = 0, to = text.length) => ({ start, text, from, to });

test("a span within one line", () => {
  assert.deepEqual(spanOf([line(100, "𠮷野家的茶", 2, 4)]), { start: 101, end: 103, quote: "野家" });
});

test("over lines the words are joined as they stand in the text", () => {
  const pieces = [line(0, "先放茶。", 1), line(5, "再等水开。", 0, 2)];
  assert.deepEqual(spanOf(pieces), { start: 1, end: 7, quote: "放茶。\n再等" });
});

test("line breaks and blanks at the ends do not belong to it", () => {
  const pieces = [line(0, "先放茶。", 4), line(5, "\u3000再等。"), line(10, "水", 0, 0)];
  assert.deepEqual(spanOf(pieces), { start: 6, end: 9, quote: "再等。" });
});

test("what does not follow ends it", () => {
  assert.deepEqual(spanOf([line(0, "先。"), line(9, "后。")]), { start: 0, end: 2, quote: "先。" });
});

test("nothing chosen is nothing", () => {
  assert.equal(spanOf([]), undefined);
  assert.equal(spanOf([line(0, "  ")]), undefined);
});
