// <print-page>: a button that prints, shown where there is a script to press it.

customElements.define(
  "print-page",
  class extends HTMLElement {
    connectedCallback() {
      this.hidden = false;
      this.querySelector("button").addEventListener("click", () => window.print());
    }
  },
);
