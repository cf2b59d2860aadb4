// Answers overtake each other; what the page shows never goes back to what was before.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Turns } from "../../static/js/turns.js";

test("answers in order are shown", () => {
  const turns = new Turns();
  const [first, second] = [turns.begin(), turns.begin()];
  assert.deepEqual(turns.take("p1", first), { show: true, again: false });
  assert.deepEqual(turns.take("p1", second), { show: true, again: false });
});

test("an answer that was overtaken is not shown, but asked for again", () => {
  const turns = new Turns();
  const [first, second] = [turns.begin(), turns.begin()];
  turns.take("p1", second);
  assert.deepEqual(turns.take("p1", first), { show: false, again: true });
  assert.deepEqual(turns.take("p2", first), { show: true, again: false }, "each paragraph for itself");
});

test("what was asked before a mark was kept does not take the mark away", () => {
  const turns = new Turns();
  const [before, act, during] = [turns.begin(), turns.begin(), turns.begin()];
  assert.deepEqual(turns.take("p1", act, { isAct: true }), { show: true, again: false });
  for (const begun of [before, during]) assert.deepEqual(turns.take("p1", begun), { show: false, again: true });
  assert.deepEqual(turns.take("p1", turns.begin()), { show: true, again: false });
});

test("a mark that was answered late is shown, and what came meanwhile asked for again", () => {
  const turns = new Turns();
  const act = turns.begin();
  turns.take("p1", turns.begin());
  assert.deepEqual(turns.take("p1", act, { isAct: true }), { show: true, again: true });
});
