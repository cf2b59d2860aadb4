// The words of a reflection: counts as the server counts, and where words go that are put in.

import assert from "node:assert/strict";
import { test } from "node:test";

import { characters, length, own, placed } from "../../static/js/reflection-words.js";

const put = (text, cursor, words) => {
  const { start, end, made, at } = placed(text, cursor, words);
  const whole = text.slice(0, start) + made + text.slice(end);
  return `${whole.slice(0, at)}|${whole.slice(at)}`;
};

test("a character counts one, blanks and punctuation nothing", () => {
  for (const [text, count] of [["", 0], ["𠮷祥。", 2], ["水，3 米 OK！", 5], ["## 小标题", 3], ["é", 1]]) assert.equal(characters(text), count, text);
  assert.equal(length("𠮷"), 1);
});

test("what is quoted and what is a heading is not one's own", () => {
  assert.equal(own("## 一、看水\n> 别人的话\n\n我的 #1"), "\n我的 #1");
});

test("a block comes behind the line that the cursor is in, with a blank line on each side", () => {
  assert.equal(put("甲乙\n\n丙", 1, "> 石"), "甲乙\n\n> 石\n\n|丙");
  assert.equal(put("甲乙", 2, "> 石"), "甲乙\n\n> 石\n\n|");
  assert.equal(put("甲乙\n\n\n丙", 4, "> 石"), "甲乙\n\n> 石\n\n|丙");
  assert.equal(put("", 0, "## 感受"), "## 感受\n\n|");
  assert.equal(put("甲", 0, "> 石"), "> 石\n\n|甲");
});
