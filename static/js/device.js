// What a reader has written and not yet sent, kept on this device: apart for each user, and on a shared computer only
// as long as the window stands. Wiped in all windows at sign-out, and when somebody else comes.

const OURS = "tongdu";
const LEFT = `${OURS}:left`; // when somebody signed out, in any window
const HEARD = `${OURS}:heard`; // until when this window has done what follows from that
const WORDS = new RegExp(`^${OURS}:\\d+:`); // what somebody wrote, behind their number

const { user = "", shared } = document.body.dataset;
const lasting = storeOf("localStorage"), passing = storeOf("sessionStorage");
const storage = shared === undefined ? lasting : passing;
let hasLeft = false;

function storeOf(name) {
  try {
    return window[name];
  } catch {
    return undefined; // forbidden: nothing is kept
  }
}

const nameOf = (kind, name) => `${OURS}:${user}:${kind}:${name}`;

export function keep(kind, name, value) {
  if (!storage || !user || hasLeft) return;
  try { storage.setItem(nameOf(kind, name), JSON.stringify(value)); } catch { /* full: what is on the screen stays there */ }
}

export function drop(kind, name) {
  storage?.removeItem(nameOf(kind, name));
}

export function find(kind, name) {
  return parsed(storage?.getItem(nameOf(kind, name)));
}

/** All of a kind, `[name, value]`. */
export function all(kind) {
  const prefix = nameOf(kind, "");
  return namesIn(storage).filter((name) => name.startsWith(prefix)).map((name) => [name.slice(prefix.length), parsed(storage.getItem(name))]).filter(([, value]) => value);
}

/** Somebody signs out: nothing of theirs stays, here and in every other window. */
export function wipe() {
  hasLeft = true;
  forget(lasting);
  forget(passing);
  try { lasting?.setItem(LEFT, Date.now()); } catch { /* full: nobody to tell */ }
}

/** Drop what somebody wrote, but what `stays`. */
function forget(store, stays = "-") {
  for (const name of namesIn(store)) if (WORDS.test(name) && !name.startsWith(stays)) store.removeItem(name);
}

/** What a window on a shared computer keeps is its own: each wipes for itself, at once or when it is next looked at. */
function follow() {
  const left = Number(lasting?.getItem(LEFT) ?? 0), heard = Number(passing?.getItem(HEARD) ?? 0);
  try { passing?.setItem(HEARD, Date.now()); } catch { /* full: once more next time */ }
  if (!heard || left <= heard) return;
  forget(passing);
  hasLeft = true;
}

function namesIn(store) {
  return store ? Array.from({ length: store.length }, (_, index) => store.key(index)) : [];
}

function parsed(text) {
  try { return JSON.parse(text ?? "null") ?? undefined; } catch { return undefined; }
}

follow();
hasLeft = false; // this page came after that
if (user) for (const store of [lasting, passing]) forget(store, `${OURS}:${user}:`);
window.addEventListener("storage", ({ key, newValue }) => { if (key === LEFT && newValue) follow(); });
window.addEventListener("pageshow", follow);
document.addEventListener("visibilitychange", () => { if (!document.hidden) follow(); });
document.addEventListener("submit", ({ target }) => { if (target.getAttribute("action")?.includes("/logout/")) wipe(); }, true);
