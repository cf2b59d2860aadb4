// <copy-field>: an input and the button that copies it. Without script, or while it loads, the input can be selected by hand.

const DONE_SECONDS = 4;

class CopyField extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("button");
    button.hidden = false;
    button.addEventListener("click", () => this.copy());
  }

  async copy() {
    const input = this.querySelector("input");
    const done = await toClipboard(input);
    if (done) say(this.dataset.done);
    else input.select();
  }
}

/** Over plain http there is no clipboard API: the older way still works there. */
async function toClipboard(input) {
  try {
    await navigator.clipboard.writeText(input.value);
    return true;
  } catch {
    input.select();
    return document.execCommand("copy");
  }
}

function say(words) {
  const toast = document.createElement("p");
  toast.className = "toast";
  toast.textContent = words;
  document.getElementById("toasts").append(toast);
  setTimeout(() => toast.remove(), DONE_SECONDS * 1000);
}

customElements.define("copy-field", CopyField);
