// From one thing that is new to the reader to the next. What is opened is new no more.

/** Open the next unread note from the paragraph on, on this page or where the server knows one. */
export function nextUnread(text, paragraph) {
  const last = document.getElementById("panel").paragraph ?? paragraph;
  const dots = [...text.querySelectorAll(".notes [data-panel] .unread-dot")];
  const next = dots.find((dot) => !last || last.contains(dot) || last.compareDocumentPosition(dot) & Node.DOCUMENT_POSITION_FOLLOWING);
  if (!next) {
    const number = [...text.querySelectorAll(".paragraph[id^=p]")].at(-1)?.id.slice(1) ?? 0;
    window.location.assign(`${text.dataset.mark.replace(/mark\/$/, "unread/")}?after=${number}`);
    return;
  }
  next.closest(".paragraph").scrollIntoView({ block: "start" });
  next.closest("[data-panel]").click();
}
