// <reflection-desk>: writing a reflection. What is typed is saved by itself, kept on the device until it is, and never
// lost to another window; the count of 字; marks and prompts put in where the cursor is.

import { parsed, post } from "./asking.js";
import { drop, find } from "./device.js";
import { isDirty } from "./drafts.js";
import { closed, opened } from "./layers.js";
import { characters, length, own, placed } from "./reflection-words.js";
import { said as saidBy } from "./said.js";
import { toast } from "./toast.js";

const REST = 1500; // ms without a key until it is saved
const LONGEST_WAIT = 10_000; // ms of typing without a rest
const PAUSES = [4, 15, 60]; // seconds between attempts
const said = (name, values) => saidBy("reflection-desk", name, values);

/** The window's own name: what it sends again, not having heard the answer, is no other window's. */
function handOf() {
  const bytes = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0"));
  return bytes.join("");
}

class ReflectionDesk extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    ({ title: this.titleField, body: this.body, edition: this.edition } = this.form.elements);
    this.hand = handOf();
    this.put = new Set();
    this.tries = 0;
    this.isStopped = Boolean(this.querySelector("[data-edition].reflection-notice"));
    this.form.addEventListener("input", () => this.typed());
    this.form.addEventListener("compositionend", () => this.typed());
    this.form.addEventListener("submit", () => this.leave());
    this.form.addEventListener("formdata", ({ formData }) => this.put.forEach((pk) => formData.append("put", pk)));
    this.addEventListener("keydown", (event) => this.key(event));
    this.titleField.addEventListener("keydown", (event) => this.fromTitle(event));
    this.addEventListener("click", (event) => this.click(event));
    window.addEventListener("online", () => this.save());
    window.addEventListener("pageshow", ({ persisted }) => { if (persisted) window.location.reload(); }); // edited since
    document.addEventListener("visibilitychange", () => { if (document.hidden) this.save(); });
    for (const button of this.querySelectorAll("[data-puts]")) button.disabled = false;
    this.side = this.querySelector(".reflection-side");
    for (const button of this.querySelectorAll("[data-opens-side], [data-closes-side]")) button.hidden = false;
    this.classList.add("is-live");
    this.count();
    this.clash = this.form.dataset.draft.replace("reflection-", "reflection-clash-");
    if (!isDirty(this.form)) this.takeUpClash();
    if (isDirty(this.form)) this.takeUp();
  }

  /** What a window was closed with that had been overtaken: apart, for the other window goes on keeping its own. */
  takeUpClash() {
    const draft = find("form", this.clash);
    if (!draft) return;
    for (const [name, value] of draft.values) if (this.form.elements[name]) this.form.elements[name].value = value;
    if (isDirty(this.form)) this.edition.value = 1; // long gone: it is asked again which to go on with
    else drop("form", this.clash);
  }

  /** The draft that drafts.js put back: what a closed window had not saved. */
  takeUp() {
    toast(said("found"));
    this.save();
  }

  typed() {
    this.count();
    if (this.isStopped) return;
    this.since ??= Date.now();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), Math.max(0, Math.min(REST, this.since + LONGEST_WAIT - Date.now())));
  }

  count() {
    const text = this.body.value, over = length(text) - Number(this.dataset.longest);
    const [all, mine] = this.querySelectorAll("#reflection-count > span");
    all.textContent = over > 0 ? said("over", { n: over }) : said("count", { n: characters(text) });
    all.classList.toggle("over", over > 0);
    mine.textContent = said("own", { n: characters(own(text)) });
    if (!CSS.supports("field-sizing", "content")) this.grow();
  }

  grow() {
    this.body.style.blockSize = "auto";
    this.body.style.blockSize = `${this.body.scrollHeight + 2}px`;
  }

  /** One at a time; what is typed meanwhile goes next. Resolves when what stood there is saved, or cannot be now. */
  save() {
    clearTimeout(this.timer);
    if (this.isStopped || !isDirty(this.form)) return this.saving ?? Promise.resolve();
    if (this.saving) return this.saving.then(() => this.save());
    this.saving = this.send().finally(() => { this.saving = undefined; });
    return this.saving;
  }

  async send() {
    this.since = undefined;
    const words = { title: this.titleField.value, body: this.body.value };
    const put = [...this.put];
    try {
      const answer = await post(this.dataset.save, { ...words, edition: this.edition.value, hand: this.hand, put });
      await this.hear(answer, words, put);
    } catch {
      this.trouble(said("lost"));
      this.later();
    }
  }

  async hear(answer, words, put) {
    const signIn = answer.headers.get("HX-Redirect");
    if (signIn || answer.status === 403) return this.trouble(said("signedOut"), signIn ?? window.location.href);
    if (answer.status === 404) return this.stop(said("gone"));
    if (answer.ok) return this.saved(parsed(await answer.text()).getElementById("reflection-state"), words, put);
    if (answer.status === 409 || answer.status === 422) return this.notice(parsed(await answer.text()).getElementById("reflection-notice"));
    this.trouble(said("failed"));
    return this.later();
  }

  saved(state, { title, body }, put) {
    this.tries = 0;
    this.edition.value = state.dataset.edition;
    this.titleField.defaultValue = title;
    this.body.defaultValue = body;
    for (const pk of put) this.put.delete(pk);
    this.querySelector("#reflection-state").replaceWith(document.importNode(state, true));
    this.querySelector("#reflection-notice").replaceChildren();
    this.trouble("");
    if (isDirty(this.form)) this.form.dispatchEvent(new Event("input", { bubbles: true })); // kept with the new edition
    else drop("form", this.form.dataset.draft);
  }

  /** Refused, it is tried again when it was changed; overtaken, somebody has to choose. */
  notice(notice) {
    const made = document.importNode(notice, true);
    this.querySelector("#reflection-notice").replaceWith(made);
    if (made.dataset.edition) {
      this.isStopped = true;
      this.edition.value = made.dataset.edition;
      drop("form", this.form.dataset.draft);
      this.form.dataset.draft = this.clash;
      this.form.dispatchEvent(new Event("input", { bubbles: true }));
    }
    this.trouble(made.dataset.edition ? "" : said("failed"));
    this.querySelector("#reflection-state").hidden = true;
    made.scrollIntoView({ block: "nearest" });
  }

  stop(words) {
    this.isStopped = true;
    this.trouble(words);
  }

  trouble(words, signIn) {
    const line = this.querySelector("#reflection-trouble");
    line.hidden = !words;
    this.querySelector("#reflection-state").hidden = Boolean(words);
    line.querySelector("span").textContent = words;
    Object.assign(line.querySelector("a"), { hidden: !signIn, href: signIn ?? "", textContent: said("signIn") });
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), 1000 * PAUSES[Math.min(this.tries, PAUSES.length - 1)]);
    this.tries += 1;
  }

  /** The button sends the whole form. */
  leave() {
    clearTimeout(this.timer);
    this.isStopped = true;
  }

  /** The keys with which people save. */
  key(event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    this.save();
  }

  /** Enter goes on to the text. */
  fromTitle(event) {
    if (event.key !== "Enter" || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    this.body.focus();
  }

  click(event) {
    const { target } = event;
    const puts = target.closest("[data-puts]"), link = target.closest("a[data-saves-first]");
    if (puts) this.putIn(puts);
    if (target.closest("[data-opens-side]")) this.openSide();
    if (target.closest("[data-closes-side]")) this.closeSide();
    if (link && isDirty(this.form) && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      this.save().finally(() => window.location.assign(link.href));
    }
  }

  putIn(button) {
    const { start, end, made, at } = placed(this.body.value, this.body.selectionEnd, button.dataset.puts);
    this.closeSide();
    this.body.focus();
    this.body.setSelectionRange(start, end);
    if (!document.execCommand("insertText", false, made)) this.body.setRangeText(made); // the first can be undone
    this.body.setSelectionRange(at, at);
    if (button.dataset.note) {
      this.put.add(button.dataset.note);
      button.closest(".side-mark").classList.add("is-in");
    }
    this.form.dispatchEvent(new Event("input", { bubbles: true }));
  }

  openSide() {
    this.classList.add("side-is-open");
    this.querySelector("[data-opens-side]").setAttribute("aria-expanded", "true");
    opened(this.side, () => this.closeSide());
    this.side.querySelector("[data-closes-side]").focus();
  }

  closeSide() {
    if (!this.classList.contains("side-is-open")) return;
    this.classList.remove("side-is-open");
    this.querySelector("[data-opens-side]").setAttribute("aria-expanded", "false");
    closed(this.side);
    this.querySelector("[data-opens-side]").focus();
  }
}

customElements.define("reflection-desk", ReflectionDesk);
