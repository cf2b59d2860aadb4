// How far the reader is, said by a key: read, studied closely, and not read after all. A tap needs no script.

import { stepOf } from "./progress-step.js";
import { toast } from "./toast.js";

let isByKey = false;

/** One more for the section that is being read: what stands where it ends, else its mark in the contents. */
export function sayNext(paragraph) {
  const end = paragraph && endBehind(paragraph);
  const button = end ? choiceOf(end) : document.querySelector("#contents [aria-current]")?.closest("li").querySelector(".progress-button");
  if (!button) return;
  isByKey = true;
  button.click();
}

function endBehind(paragraph) {
  const behind = (end) => paragraph.compareDocumentPosition(end) & Node.DOCUMENT_POSITION_FOLLOWING;
  return [...document.querySelectorAll(".unit-end")].find(behind);
}

function choiceOf(end) {
  const choices = end.querySelectorAll(".unit-end-choice");
  return choices[stepOf(end.dataset.standing)];
}

/** Who pressed a key may see neither of the places where it is shown. */
document.addEventListener("progress:said", ({ detail }) => {
  if (isByKey) toast(detail.words);
  isByKey = false;
});
