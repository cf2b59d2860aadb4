// What others do while one reads: their marks come into the paragraphs, their replies into the open thread, the bell rings.
// Notices carry numbers only; what changed is asked for, at once where the reader looks and elsewhere along with it, or
// when they come near.

import { ask, parsed } from "./asking.js";
import { MOST, allPlaces, refetch } from "./fresh-text.js";
import { LiveStream, delay } from "./live-stream.js";
import { said } from "./said.js";
import { toast } from "./toast.js";

const NEAR = 600; // px beyond the window
const SPREAD = 200; // ms over which the readers of a group spread their asking
const IDLE = 4000; // ms after which what is far away is asked for too
const TOGETHER = 3000; // ms over which they spread it when all ask at a set time
const HOUR = 3_600_000; // no timer is trusted for longer
const stale = new Set(); // ids of paragraphs that are not as the server has them
const text = document.querySelector("study-text");
const panel = () => document.getElementById("panel");
let timer, idle, failures = 0, isOver = false;

const watcher = new IntersectionObserver((entries) => { if (entries.some(({ isIntersecting }) => isIntersecting)) soon(); }, { rootMargin: `${NEAR}px` });

function grow(places) {
  for (const place of places) {
    const paragraph = document.getElementById(place);
    if (!paragraph) continue;
    stale.add(place);
    watcher.observe(paragraph);
  }
  soon();
  clearTimeout(idle);
  idle = setTimeout(() => take([...stale]), IDLE);
}

function soon() {
  timer ??= setTimeout(() => { timer = undefined; takeNear(); }, Math.random() * SPREAD);
}

/** What is far away comes along, as far as there is room: a fetch costs more than a paragraph in it. */
function takeNear() {
  const near = [...stale].filter(isNear);
  if (near.length) take([...new Set([...near, ...stale])].slice(0, Math.max(near.length, MOST)));
}

function isNear(place) {
  const { top, bottom } = document.getElementById(place)?.getBoundingClientRect() ?? {}; // gone with its leaf: nowhere
  return bottom > -NEAR && top < window.innerHeight + NEAR;
}

async function take(places) {
  if (!places.length || isOver) return;
  for (const place of places) {
    stale.delete(place);
    const paragraph = document.getElementById(place);
    if (paragraph) watcher.unobserve(paragraph);
  }
  try {
    await refetch(places);
    failures = 0;
  } catch (problem) {
    if (problem.isFinal) end(problem);
    else setTimeout(() => grow(places), IDLE + delay(failures++)); // the network is away, or the server stumbles: later
  }
}

/** The server will not answer this page any more. */
function end({ status, signIn }) {
  isOver = true;
  stream?.close();
  if (status !== 409) document.dispatchEvent(new CustomEvent("text:gone", { detail: { why: signIn ? "expired" : "removed", signIn } }));
}

/** One may not listen any more: to this group, or to anything. What others wrote leaves the page. */
async function farewell() {
  try {
    await refetch(allPlaces());
    end({});
  } catch (problem) {
    end(problem);
  }
}

async function ring() {
  const bell = document.getElementById("bell");
  if (!bell) return;
  const answer = await ask(bell.getAttribute("hx-get")).catch(() => undefined);
  const fresh = answer?.ok && parsed(await answer.text()).getElementById("bell");
  if (!fresh) return;
  const made = document.importNode(fresh, true);
  bell.replaceWith(made);
  window.htmx?.process(made);
}

function all() {
  grow(allPlaces());
  panel()?.refreshSoon(SPREAD);
}

function reveal() {
  clearTimeout(revealing);
  all();
  toast(said("panel", "revealed"));
}

/** At a set time nobody says anything: every page looks at its own clock, which need not be right. */
let revealing;
function waitFor(moment) {
  const left = moment - Date.now();
  if (left > 0) revealing = setTimeout(() => waitFor(moment), Math.min(left, HOUR));
  else revealing = setTimeout(look, Math.random() * TOGETHER);
}

async function look() {
  try {
    const { isSealed } = await refetch(allPlaces());
    if (isSealed) return; // it was put off
    toast(said("panel", "revealed"));
    panel()?.refreshSoon(SPREAD);
  } catch {
    grow(allPlaces());
  }
}

function notice(kind, data) {
  if (kind === "inbox") ring();
  else if (kind === "revealed") reveal();
  else if (kind === "rights" || data.all) all();
  else if (kind === "marked") {
    const places = (data.paragraphs ?? []).map((number) => `p${number}`);
    grow(places);
    panel()?.refreshSoon(SPREAD, places);
  }
}

const { live: url, cursor, revealsAt, now } = text.dataset;
const resync = () => { all(); ring(); };
document.addEventListener("live:notice", ({ detail: { kind, data } }) => (kind === "resync" ? resync() : notice(kind, data))); // a meeting's stream
const stream = url ? new LiveStream({ url, cursor, onNotice: notice, onResync: resync, onBye: farewell }) : undefined;
if (revealsAt) waitFor(Date.now() + Date.parse(revealsAt) - Date.parse(now));
