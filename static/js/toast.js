// Toasts: what was just done, said once. Those that the server wrote leave like those that a script says.

const SECONDS = 6;
const place = () => document.getElementById("toasts");

export function toast(words) {
  const said = document.createElement("p");
  said.className = "toast";
  said.textContent = words;
  place().replaceChildren(said);
  letGo();
}

/** Whatever is said now leaves after a while. */
export function letGo() {
  for (const said of place()?.children ?? []) setTimeout(() => said.remove(), SECONDS * 1000);
}
