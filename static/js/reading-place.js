// Keeps the reader's place on the server: a while after scrolling rests, and when the page is left.

const REST = 1200; // ms

export class PlaceKeeper {
  constructor({ url, revision, token }) {
    Object.assign(this, { url, revision, token });
    this.kept = this.number = undefined;
  }

  /** The reader is at this paragraph now. */
  at(number) {
    if (number === this.number) return;
    this.number = number;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.tell(), this.kept ? REST : 0); // that one has begun is kept at once
  }

  /** Tell the server, if there is something new. A beacon survives the page, and Firefox 115 has no keepalive. */
  tell({ leaving = false } = {}) {
    if (!this.number || this.number === this.kept) return;
    const form = new FormData();
    form.set("revision", this.revision);
    form.set("paragraph", this.number);
    form.set("csrfmiddlewaretoken", this.token);
    const number = this.number;
    if (leaving) {
      if (navigator.sendBeacon(this.url, form)) this.kept = number;
      return;
    }
    fetch(this.url, { method: "POST", body: form, redirect: "manual", keepalive: true }).then((answer) => { if (answer.ok) this.kept = number; }).catch(() => {});
  }
}
