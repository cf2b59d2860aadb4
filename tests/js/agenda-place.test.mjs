// Where a dragged agenda item lands.

import assert from "node:assert/strict";
import test from "node:test";

import { bounded, placeAt } from "../../static/js/agenda-place.js";

const boxes = [{ top: 0, bottom: 10 }, { top: 10, bottom: 30 }, { top: 30, bottom: 40 }];

test("it lands before the first one whose middle lies below", () => {
  assert.deepEqual([-5, 4, 6, 19, 21, 34, 36, 99].map((y) => placeAt(boxes, y)), [0, 0, 1, 1, 2, 2, 3, 3]);
  assert.equal(placeAt([], 5), 0);
});

test("it stays behind what has begun", () => {
  assert.deepEqual([0, 2, 9].map((place) => bounded(place, 1, 3)), [1, 2, 3]);
});
