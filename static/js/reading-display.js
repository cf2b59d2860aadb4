// How the reader likes to read: seen at once, and kept on the server for every device of theirs.

const NIGHTS = { night: "screen", day: "not all", auto: "screen and (prefers-color-scheme: dark)" };
const form = document.getElementById("display");
const nightForm = document.getElementById("night-form");
const nightButton = nightForm.querySelector("button");
const nightSheet = document.getElementById("night");

/** Whether the page is dark now, by wish or by the system's. */
const isNight = () => window.matchMedia(nightSheet.media).matches;

function show() {
  const { typeface, text_size: size, leading, theme } = Object.fromEntries(new FormData(form));
  Object.assign(document.getElementById("reading").dataset, { typeface, size, leading });
  nightSheet.media = NIGHTS[theme];
  nightButton.setAttribute("aria-pressed", isNight());
  nightButton.value = isNight() ? "day" : "night";
  document.dispatchEvent(new CustomEvent("display:changed"));
}

function keep() {
  fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "*/*" } }).catch(() => {});
}

form.addEventListener("change", () => { show(); keep(); });
nightForm.addEventListener("submit", (event) => {
  event.preventDefault();
  event.stopPropagation(); // no busy mark: it is done at once
  form.elements.theme.value = nightButton.value;
  show();
  keep();
});
nightButton.setAttribute("aria-pressed", isNight());
nightButton.value = isNight() ? "day" : "night";

for (const button of document.querySelectorAll("[data-prints]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
for (const button of document.querySelectorAll("[data-opens-keys]")) {
  button.hidden = false;
  button.addEventListener("click", () => document.getElementById("keys").showModal());
}
