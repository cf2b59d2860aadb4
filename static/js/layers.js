// What lies over the text, closed one at a time by Esc: the last one opened first.

const open = [];

/** `close` is called at Esc, until the layer says that it is closed. */
export function opened(layer, close) {
  closed(layer);
  open.push({ layer, close });
}

export function closed(layer) {
  const index = open.findIndex((each) => each.layer === layer);
  if (index >= 0) open.splice(index, 1);
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.isComposing || event.defaultPrevented || document.querySelector("dialog[open]")) return;
  const top = open.at(-1);
  if (!top) return;
  event.preventDefault();
  top.close();
});
