import assert from "node:assert/strict";
import { test } from "node:test";

import { placeKept, rolled } from "../../static/js/screen-roll.js";

const long = { characters: 800, pace: 200, height: 1500, room: 600, line: 60 };

test("a long paragraph stands still until the line that is read is near the middle", () => {
  assert.equal(rolled({ ...long, seconds: 0 }), 0);
  assert.equal(rolled({ ...long, seconds: 30 }), 0); // 100 of 800 characters: 187 px of 1500
});

test("it goes up by whole lines as it is read", () => {
  const top = rolled({ ...long, seconds: 120 }); // half of it: 750 px
  assert.equal(top % 60, 0);
  assert.ok(Math.abs(750 - 240 - top) <= 30);
});

test("it never goes further than its end", () => {
  assert.equal(rolled({ ...long, seconds: 9999 }), 900);
});

test("a place is kept for the move that it was turned at", () => {
  assert.equal(placeKept("7 340", 7), 340);
  assert.equal(placeKept("7 0", "7"), 0);
  for (const kept of [null, undefined, "", "7", "7 x", "6 340", "7 -1"]) assert.equal(placeKept(kept, 7), undefined);
});
