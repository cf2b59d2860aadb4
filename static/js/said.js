// Words that the page has translated for its scripts: data-* of an element, with {names} filled in.

export function said(id, name, values = {}) {
  const words = document.getElementById(id)?.dataset[name] ?? "";
  return words.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
}
