// <copy-field>: an input and the button that copies it. Without script, or while it loads, the input can be selected by hand.

import { copied } from "./clipboard.js";
import { toast } from "./toast.js";

class CopyField extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("button");
    button.hidden = false;
    button.addEventListener("click", () => this.copy());
  }

  async copy() {
    const input = this.querySelector("input");
    if (await copied(input.value, input)) toast(this.dataset.done);
    else input.select();
  }
}

customElements.define("copy-field", CopyField);
