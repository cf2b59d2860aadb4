// Presses in a meeting, sent without leaving the page: `form[data-act]`, where a button may say another address. What else is being written in the panel stays.

import { parsed, post } from "./asking.js";
import { take } from "./meeting-parts.js";

document.addEventListener("submit", (event) => {
  const form = event.target.closest?.("form[data-act]");
  if (!form || event.defaultPrevented) return;
  event.preventDefault();
  send(form, event.submitter);
});

async function send(form, button) {
  if (form.dataset.sent) return; // two taps are one
  form.dataset.sent = "true";
  const answer = await post(button?.hasAttribute("formaction") ? button.formAction : form.action, fieldsOf(form, button)).catch(() => undefined);
  delete form.dataset.sent;
  button?.removeAttribute("aria-busy");
  const signIn = answer?.headers.get("HX-Redirect");
  if (signIn) { window.location.assign(signIn); return; }
  if (answer?.ok) settle(form, button);
  else refuse(form, answer);
}

/** A list under each name. The button that was pressed is one of them; not every browser adds it by itself. */
function fieldsOf(form, button) {
  const fields = {};
  for (const [name, value] of new FormData(form)) (fields[name] ??= []).push(value);
  if (button?.name) (fields[button.name] ??= []).push(button.value);
  return fields;
}

/** What was sent is no longer being written: the panel may come anew. */
function settle(form, button) {
  const part = form.closest("[data-part]")?.dataset.part;
  say(form, "");
  form.dispatchEvent(new CustomEvent("form:arrived", { bubbles: true }));
  form.reset();
  const around = form.closest("details[id]");
  if (around && !("stays" in around.dataset)) around.open = false;
  if (form.contains(document.activeElement)) (button ?? document.activeElement).focus({ preventScroll: true });
  if (part) take(part);
}

/** What the server says of it; hidden fields are taken over, so that sent once more it knows what was seen. */
async function refuse(form, answer) {
  const page = answer && answer.status < 500 ? parsed(await answer.text()) : undefined;
  const words = [...page?.querySelectorAll("#again .error") ?? []].map(({ textContent }) => textContent.trim());
  for (const told of page?.querySelectorAll("#again input[type=hidden]:not([name=csrfmiddlewaretoken])") ?? []) {
    const own = form.elements[told.name];
    if (own?.type === "hidden") own.value = told.value;
  }
  say(form, words.join(" ") || document.querySelector("[data-not-done]")?.dataset.notDone || "");
  const part = form.closest("[data-part]")?.dataset.part;
  if (part && answer && !words.length) take(part); // it is not any more as the page showed it
}

function say(form, words) {
  let place = form.querySelector(".act-said");
  if (!place && words) {
    place = document.createElement("p");
    place.className = "act-said";
    place.setAttribute("role", "alert");
    form.append(place);
  }
  if (place) place.textContent = words;
}
