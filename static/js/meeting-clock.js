// Timers that count by the server's clock: `[data-began]` with data-spent, data-minutes, data-paused, under a data-now.
// A `role=timer` counts down to nothing and says what is over it; with data-up it counts what has gone by. Nothing is cut.

const SOON = 60; // seconds before the end when a timer says so
const offsets = new WeakMap(); // element with data-now → ms by which the server's clock is ahead of this one

/** Pure: seconds that have gone by. All in ms but `spent`, which is of earlier turns, in seconds. */
export function elapsed({ began, paused, spent = 0 }, now) {
  const running = began ? Math.max(0, (paused || now) - began) / 1000 : 0;
  return Number(spent) + running;
}

/** Pure: 12:40, and +1:20 when it is over. */
export function words(seconds) {
  const whole = Math.abs(seconds < 0 ? Math.floor(seconds) : Math.ceil(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (number) => String(number).padStart(2, "0");
  const clock = hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
  return seconds < 0 ? `+${clock}` : clock;
}

function serverNow(timer) {
  const said = timer.closest("[data-now]");
  if (!said) return Date.now();
  if (!offsets.has(said)) offsets.set(said, Number(said.dataset.now) - Date.now());
  return Date.now() + offsets.get(said);
}

function tick() {
  for (const timer of document.querySelectorAll("[data-began]")) {
    const { began, paused, spent, minutes, up } = timer.dataset;
    const gone = elapsed({ began: Number(began), paused: Number(paused), spent }, serverNow(timer));
    const whole = Number(minutes) * 60;
    const shown = timer.querySelector("b") ?? timer;
    const text = up === undefined ? words(whole - gone) : words(Math.floor(gone));
    if (shown.textContent !== text) shown.textContent = text;
    const bar = timer.querySelector("progress");
    if (bar && whole) Object.assign(bar, { max: whole, value: Math.min(whole, gone) });
    timer.classList.toggle("late", whole > 0 && gone > whole);
    timer.classList.toggle("soon", whole > SOON && gone <= whole && whole - gone <= SOON);
  }
}

if (globalThis.document) {
  tick();
  setInterval(tick, 500);
  document.addEventListener("meeting:part", tick);
}
