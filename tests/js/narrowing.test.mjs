import assert from "node:assert/strict";
import { test } from "node:test";

import { has } from "../../static/js/narrowing.js";

test("everything has nothing", () => assert.ok(has("李梅", "")));
test("each word that was typed is looked for", () => {
  assert.ok(has("Li Mei 李梅", "mei 李"));
  assert.ok(!has("Li Mei 李梅", "mei 王"));
});
