// The upload form: files dropped on it, their names said, the way to the server shown. Without this it is a plain form.

class UploadForm extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.input = this.querySelector('input[type="file"]');
    this.drop = this.querySelector(".drop");
    for (const type of ["dragover", "dragleave", "drop"]) this.drop.addEventListener(type, this);
    this.input.addEventListener("change", () => this.name());
    this.form.addEventListener("submit", (event) => this.send(event));
    this.name();
  }

  handleEvent(event) {
    event.preventDefault();
    this.drop.classList.toggle("over", event.type === "dragover");
    if (event.type !== "drop" || !event.dataTransfer.files.length) return;
    this.input.files = event.dataTransfer.files;
    this.name();
  }

  name() {
    const names = [...this.input.files].map((file) => file.name);
    this.drop.querySelector(".drop-chosen").textContent = names.join("、");
  }

  send(event) {
    if (!this.input.files.length) return;
    event.preventDefault();
    const request = new XMLHttpRequest();
    const said = this.querySelector(".upload-progress p");
    this.querySelector(".upload-progress").hidden = false;
    request.upload.onprogress = ({ loaded, total }) => this.progress(loaded, total, said);
    request.onload = () => this.arrive(request);
    request.onerror = () => {
      said.textContent = said.dataset.broken;
      this.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
    };
    request.open("POST", this.form.action);
    request.setRequestHeader("HX-Request", "true");
    request.send(new FormData(this.form));
  }

  progress(loaded, total, said) {
    this.querySelector("progress").value = (100 * loaded) / total;
    said.textContent = loaded < total ? said.dataset.sending : said.dataset.reading;
  }

  /** On to where the server points, or the page that says what was wrong. */
  arrive(request) {
    const target = request.getResponseHeader("HX-Redirect");
    if (target) {
      location.assign(target);
      if (new URL(target, location.href).pathname === location.pathname) location.reload();
      return;
    }
    const page = new DOMParser().parseFromString(request.responseText, "text/html");
    this.replaceWith(page.querySelector("upload-form") ?? this);
  }
}

customElements.define("upload-form", UploadForm);
