// What opens over the reading page: the contents and the display panel. Without script :target shows them.

const WIDE = window.matchMedia("(min-width: 75rem)");
const CLOSED = "contents-closed"; // the reader's wish on this device
const page = () => document.getElementById("reading");
const panel = (name) => document.getElementById(name);
const openers = (name) => document.querySelectorAll(`[data-opens="${name}"]`);
const OVER = ".contents, .display-panel, .sheet"; // what opens over the text
const shown = () => document.querySelectorAll(".contents.open, .display-panel.open, .sheet.open");
let opener;

/** On a desk the contents stand beside the text and are folded away; everything else opens over it. */
export function toggle(name) {
  if (!panel(name)) return; // not every page has all of them
  if (name === "contents" && WIDE.matches) fold(!page().classList.contains(CLOSED));
  else if (panel(name).classList.contains("open")) close(name);
  else open(name);
}

function fold(folded) {
  page().classList.toggle(CLOSED, folded);
  try { localStorage.setItem(CLOSED, folded ? "1" : ""); } catch { /* no storage: only for now */ }
  say("contents", !folded);
}

function open(name) {
  for (const other of shown()) close(other.id);
  opener = document.activeElement;
  panel(name).classList.add("open");
  say(name, true);
  const chosen = panel(name).querySelector("[aria-current], input:checked") ?? panel(name).querySelector("a, button");
  chosen?.focus({ preventScroll: true });
}

function close(name) {
  if (!panel(name)?.classList.contains("open")) return;
  panel(name).classList.remove("open");
  say(name, name === "contents" && WIDE.matches && !page().classList.contains(CLOSED));
  if (panel(name).contains(document.activeElement)) opener?.focus({ preventScroll: true });
}

function say(name, isOpen) {
  for (const button of openers(name)) button.setAttribute("aria-expanded", isOpen);
}

function closeAll() {
  for (const panel of shown()) close(panel.id);
}

/** A press on something that opens or closes; anywhere outside of an open panel closes it. */
function press(event) {
  const { opens, closes } = event.target.closest("[data-opens], [data-closes]")?.dataset ?? {};
  if (opens || closes) event.preventDefault();
  if (opens) toggle(opens);
  else if (closes === "contents" && WIDE.matches) fold(true);
  else if (closes) close(closes);
  else if (event.target.closest("#contents a")) close("contents");
  else if (!event.target.closest(OVER)) closeAll();
}

document.addEventListener("click", press);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") closeAll();
  if (event.key === " " && event.target.matches("[role=button]")) { event.preventDefault(); event.target.click(); }
});
try { if (localStorage.getItem(CLOSED) && WIDE.matches) fold(true); } catch { /* no storage */ }
if (!WIDE.matches) say("contents", false);
