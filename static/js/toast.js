// Toasts: what was just done, said once. Those that the server wrote leave like those that a script says.

const SECONDS = 6;
const place = () => document.getElementById("toasts");

/** `act` is what can be done about it, `{ words, run }`: a button that is gone once it was pressed. */
export function toast(words, act) {
  const said = document.createElement("p");
  said.className = "toast";
  said.append(words);
  if (act) said.append(button(act, said));
  place().replaceChildren(said);
  letGo();
}

function button({ words, run }, said) {
  const made = document.createElement("button");
  Object.assign(made, { className: "toast-act", type: "button", textContent: words });
  made.addEventListener("click", () => { said.remove(); run(); });
  return made;
}

/** Whatever is said now leaves after a while. */
export function letGo() {
  for (const said of place()?.children ?? []) setTimeout(() => said.remove(), SECONDS * 1000);
}
