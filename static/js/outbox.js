// What was written and has not arrived: kept on this device, sent as soon as it can be, once. Each note carries a key
// by which the server knows it again, so that sending it twice keeps it once.

import { changedBy, post } from "./asking.js";
import { all, drop, find, keep } from "./device.js";
import { begin } from "./fresh-text.js";

const KIND = "unsent";
const PAUSES = [4, 15, 60, 300]; // seconds between attempts
let tries = 0, timer, isFlushing = false;

/** A key of its own for each note. crypto.randomUUID does not exist over plain http. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

export const unsent = () => all(KIND).map(([, note]) => note);

/** Keep the note here, then send it. What became of it: `{ state, html, location, changed, signIn, begun }`, where `state`
 *  is "kept" by the server, "lost" on the way, "broken" at the server, "signed-out", "refused" (422), "overtaken" (409),
 *  "gone" (404) or "failed", which trying again will not mend. What is lost, broken or signed out stays here and is sent
 *  later. */
export async function send(note) {
  keep(KIND, note.fields.key, note);
  const outcome = await attempt(note);
  if (WAITS.has(outcome.state)) later();
  else drop(KIND, note.fields.key);
  tell(outcome);
  return outcome;
}

/** Take back what has not been sent. */
export function forget(key) {
  drop(KIND, key);
  tell();
}

const STATES = { 404: "gone", 409: "overtaken", 422: "refused", 403: "signed-out", 408: "broken", 429: "broken" };
const WAITS = new Set(["lost", "broken", "signed-out"]);

async function attempt({ url, fields }) {
  const begun = begin();
  try {
    const answer = await post(url, fields);
    const signIn = answer.headers.get("HX-Redirect");
    const html = await answer.text();
    if (signIn) return { state: "signed-out", signIn };
    const state = answer.ok ? "kept" : (STATES[answer.status] ?? (answer.status < 500 ? "failed" : "broken"));
    return { state, begun, html, location: answer.headers.get("Location"), changed: changedBy(answer), signIn: state === "signed-out" ? location.href : undefined };
  } catch {
    return { state: "lost" };
  }
}

/** Send what waits, one after the other. One that the server stumbles over holds up none of the others. */
export async function flush() {
  if (isFlushing) return;
  isFlushing = true;
  clearTimeout(timer);
  let outcome;
  try {
    for (const note of unsent()) {
      if (!find(KIND, note.fields.key)) continue;
      outcome = await attempt(note);
      if (outcome.state === "broken") continue;
      if (WAITS.has(outcome.state)) break;
      drop(KIND, note.fields.key);
      tries = 0;
      document.dispatchEvent(new CustomEvent("note:answered", { detail: { note, outcome } }));
    }
  } finally {
    isFlushing = false;
    if (unsent().length && outcome?.state !== "signed-out") later();
    tell(outcome);
  }
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(flush, 1000 * PAUSES[Math.min(tries, PAUSES.length - 1)]);
  tries += 1;
}

/** What waits now, and the address where to sign in when that is why. */
const tell = ({ signIn } = {}) => document.dispatchEvent(new CustomEvent("outbox:changed", { detail: { notes: unsent(), signIn } }));

window.addEventListener("online", () => { tries = 0; flush(); });
document.addEventListener("visibilitychange", () => { if (!document.hidden && unsent().length) flush(); });
