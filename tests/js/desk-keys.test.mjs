// The keys of the structure desk.

import assert from "node:assert/strict";
import { test } from "node:test";

import { keyName, neighbour, next } from "../../static/js/desk-keys.js";

test("letters mean the same in capitals, but for J", () => {
  assert.equal(keyName({ key: "S" }), "s");
  assert.equal(keyName({ key: "j" }), "j");
  assert.equal(keyName({ key: "J", shiftKey: true }), "J");
});

test("undo and redo in both habits", () => {
  assert.equal(keyName({ key: "z", ctrlKey: true }), "undo");
  assert.equal(keyName({ key: "Z", ctrlKey: true, shiftKey: true }), "redo");
  assert.equal(keyName({ key: "y", metaKey: true }), "redo");
});

test("the browser's own combinations are left alone", () => {
  assert.equal(keyName({ key: "s", ctrlKey: true }), "");
  assert.equal(keyName({ key: "ArrowUp", altKey: true }), "");
});

test("rows end at the edges", () => {
  assert.equal(neighbour(0, -1, 3), 0);
  assert.equal(neighbour(2, 1, 3), 2);
  assert.equal(neighbour(-1, 1, 3), 0);
  assert.equal(neighbour(-1, -1, 3), 2);
});

test("moves in a row become one, other keys wait their turn", () => {
  assert.deepEqual(next(["ArrowDown", "ArrowDown", "ArrowUp", "s", "j"]), {
    key: "ArrowDown",
    move: { among: "rows", by: 1 },
    rest: ["s", "j"],
  });
  assert.deepEqual(next(["s", "j"]), { key: "s", rest: ["j"] });
  assert.deepEqual(next(["j", "ArrowDown"]).move, { among: "paragraphs", by: 1 });
});
