// Drawing a line or a key point with one press: kept at once, said who can see it, taken back as quickly.

import { post } from "./asking.js";
import { apply, placesOf, refetch } from "./fresh-text.js";
import { forget, newKey, send } from "./outbox.js";
import { toast } from "./toast.js";

const SAID = { refused: "failed", failed: "failed", overtaken: "overtaken", gone: "gone" };

/** The note as it is sent: where to, and the fields of the form. */
export function noteOf(fields) {
  const { mark: url, revision, article } = document.querySelector("study-text").dataset;
  return { url, article, fields: { key: newKey(), revision, line: "", body: "", tags: "", ...fields } };
}

/** `words` say who can see it, `said` gives what the page says about it. */
export async function saveMark(fields, { words, said }) {
  const note = noteOf(fields);
  const outcome = await send(note);
  if (outcome.state === "kept") {
    apply(outcome.html, outcome.begun);
    const kept = said(fields.kind === "key-point" ? "pointed" : "kept", { audience: words });
    toast(kept, { words: said("undo"), run: () => takeBack(outcome.location, placesOf(fields), said) });
  } else if (SAID[outcome.state]) {
    toast(said(SAID[outcome.state]));
  } else {
    toast(said("lost"), { words: said("undo"), run: () => forget(note.fields.key) });
  }
}

async function takeBack(location, places, said) {
  try {
    const answer = await post(`${new URL(location, window.location).pathname}delete/`);
    if (!answer.ok) throw new Error(`${answer.status}`);
    await refetch(places);
    toast(said("undone"));
  } catch {
    toast(said("failed"));
  }
}
