// Keys while being asked: space shows the answer, 1 to 4 say how well it was known, h gives a hint,
// e hides another word, z takes the last press back.

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing || event.keyCode === 229) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  if (event.key === " " && event.target.closest("button, a, summary")) return; // the browser presses it
  const found = document.querySelector(`#review [data-card-key="${CSS.escape(event.key)}"]`);
  if (!found) return;
  event.preventDefault();
  found.click();
});
