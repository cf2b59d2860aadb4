// What a reader has written and not yet sent, kept on this device: apart for each user, and on a shared computer only
// as long as the window stands. Wiped at sign-out, and when somebody else comes.

const OURS = "tongdu";
const LEFT = `${OURS}:left`; // when somebody signed out: other windows stop writing

const { user = "", shared } = document.body.dataset;
const storage = store();
let hasLeft = false;

function store() {
  try {
    return shared === undefined ? window.localStorage : window.sessionStorage;
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
  return names().filter((name) => name.startsWith(prefix)).map((name) => [name.slice(prefix.length), parsed(storage.getItem(name))]).filter(([, value]) => value);
}

export function wipe() {
  hasLeft = true;
  for (const name of names()) if (name.startsWith(`${OURS}:`)) storage.removeItem(name);
  try { window.localStorage.setItem(LEFT, Date.now()); } catch { /* nobody to tell */ }
}

function names() {
  return storage ? Array.from({ length: storage.length }, (_, index) => storage.key(index)) : [];
}

function parsed(text) {
  try { return JSON.parse(text ?? "null") ?? undefined; } catch { return undefined; }
}

function wipeOthers() {
  if (!user) return;
  for (const name of names()) if (name.startsWith(`${OURS}:`) && !name.startsWith(`${OURS}:${user}:`)) storage.removeItem(name);
}

wipeOthers();
window.addEventListener("storage", ({ key, newValue }) => { if (key === LEFT && newValue) hasLeft = true; });
document.addEventListener("submit", ({ target }) => { if (target.getAttribute("action")?.includes("/logout/")) wipe(); }, true);
