// What others do while one reads: their marks come into the paragraphs, their replies into the open thread, the bell rings.
// Notices carry numbers only; what changed is asked for, at once where the reader looks, elsewhere when they come near.

import { ask, parsed } from "./asking.js";
import { allNumbers, refetch } from "./fresh-text.js";
import { LiveStream } from "./live-stream.js";

const NEAR = "600px"; // beyond the window
const SPREAD = 200; // ms over which the readers of a group spread their asking
const IDLE = 4000; // ms after which what is far away is asked for too
const stale = new Set();
const text = document.querySelector("study-text");
let timer, idle;

const watcher = new IntersectionObserver((entries) => { if (entries.some(({ isIntersecting }) => isIntersecting)) soon(); }, { rootMargin: NEAR });

function grow(numbers) {
  for (const number of numbers) {
    const paragraph = document.getElementById(`p${number}`);
    if (!paragraph) continue;
    stale.add(String(number));
    watcher.observe(paragraph);
  }
  soon();
  clearTimeout(idle);
  idle = setTimeout(() => take([...stale]), IDLE);
  document.getElementById("panel")?.refresh?.();
}

function soon() {
  timer ??= setTimeout(() => { timer = undefined; take([...stale].filter(isNear)); }, Math.random() * SPREAD);
}

function isNear(number) {
  const { top, bottom } = document.getElementById(`p${number}`).getBoundingClientRect();
  return bottom > -600 && top < window.innerHeight + 600;
}

async function take(numbers) {
  if (!numbers.length) return;
  for (const number of numbers) {
    stale.delete(number);
    watcher.unobserve(document.getElementById(`p${number}`));
  }
  try {
    await refetch(numbers);
  } catch {
    setTimeout(() => grow(numbers), IDLE); // the network is away: later
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

function notice(kind, data) {
  if (kind === "marked") grow(data.all ? allNumbers() : (data.paragraphs ?? []));
  else if (kind === "inbox") ring();
  else if (kind === "revealed") grow(allNumbers());
}

const resync = () => { grow(allNumbers()); ring(); };
const { live: url, cursor } = text.dataset;
document.addEventListener("live:notice", ({ detail: { kind, data } }) => (kind === "resync" ? resync() : notice(kind, data))); // by another's stream
if (url) {
  new LiveStream({ url, cursor, onNotice: notice, onResync: resync, onBye: () => {} });
}
