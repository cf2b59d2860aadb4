// Asking the server for pieces of a page, as htmx does, where htmx cannot: for what a script made or has to keep.

/** The token of now: the cookie's, for signing in anew in another window changes it. */
export function token() {
  const cookie = document.cookie.split("; ").find((each) => each.startsWith("csrftoken="));
  return cookie?.split("=")[1] ?? document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
}

export function ask(url) {
  return fetch(url, { headers: marks() });
}

/** `fields` is a plain object; a list under a name stands for several. Rejects when the server cannot be reached. */
export function post(url, fields = {}) {
  const pairs = Object.entries(fields).flatMap(([name, value]) => [value].flat().map((each) => [name, each]));
  return fetch(url, { method: "POST", body: new URLSearchParams(pairs), headers: { ...marks(), "X-CSRFToken": token() } });
}

const marks = () => ({ "HX-Request": "true", "HX-Current-URL": location.href });

/** The page that came, as elements that are in no document yet: nothing in it runs. */
export const parsed = (html) => new DOMParser().parseFromString(html, "text/html");

/** Which notes an act has changed: `{ paragraphs, annotation }`, from the header of an answer. */
export function changedBy(answer) {
  try { return JSON.parse(answer.headers.get("HX-Trigger") ?? "{}")["notes:changed"]; } catch { return undefined; }
}
