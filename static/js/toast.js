// Says once what was just done.

const SECONDS = 4;

export function toast(words) {
  const said = document.createElement("p");
  said.className = "toast";
  said.textContent = words;
  document.getElementById("toasts").replaceChildren(said);
  setTimeout(() => said.remove(), SECONDS * 1000);
}
