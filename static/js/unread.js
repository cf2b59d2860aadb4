// From one thing that is new to the reader to the next.

/** Go to the next unread note after the paragraph, on this page or where the server knows one. */
export function nextUnread(text, paragraph) {
  const marked = [...text.querySelectorAll(".paragraph :is(.unread, .unread-dot)")].map((unread) => unread.closest(".paragraph"));
  const last = document.activeElement?.closest?.(".paragraph") ?? paragraph;
  const next = marked.find((each) => !last || last.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING);
  if (!next) {
    const number = [...text.querySelectorAll(".paragraph[id^=p]")].at(-1)?.id.slice(1) ?? 0;
    window.location.assign(`${text.dataset.mark.replace(/mark\/$/, "unread/")}?after=${number}`);
    return;
  }
  next.scrollIntoView({ block: "start" });
  (next.querySelector("[data-panel]:is(.unread, .note)") ?? next.querySelector("[data-panel]") ?? next.querySelector(".paragraph-number"))?.focus({ preventScroll: true });
}
