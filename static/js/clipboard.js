// The clipboard of the reader's device.

/** Whether the words were copied. Over plain http browsers have no clipboard; the older way still works, from an input. */
export async function copied(words, input) {
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch {
    input?.select();
    return Boolean(input) && document.execCommand("copy");
  }
}
