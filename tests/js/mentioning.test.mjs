// Where a name is being typed.

import assert from "node:assert/strict";
import { test } from "node:test";

import { typedName } from "../../static/js/mentioning.js";

const typed = (text) => typedName(text, text.length);

test("behind an @, half and full width", () => {
  assert.equal(typed("请 @李"), "李");
  assert.equal(typed("请＠"), "");
  assert.equal(typed("你怎么看？@李梅"), "李梅");
});

test("not in an address, not behind a blank, not on another line", () => {
  assert.equal(typed("post@example"), undefined);
  assert.equal(typed("@李梅 你好"), undefined);
  assert.equal(typed("@李\n梅"), undefined);
  assert.equal(typed("没有"), undefined);
  assert.equal(typed(`@${"长".repeat(21)}`), undefined);
});

test("what stands behind the caret does not count", () => {
  assert.equal(typedName("@李梅", 2), "李");
});
