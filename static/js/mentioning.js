// Pure: whether somebody is being named where one types. No DOM here. Tested by `node --test`.

const LONGEST = 20; // characters of a name that is still being typed

/** What stands between an @ and the caret; undefined where no name is being typed, as in an address of mail. */
export function typedName(text, caret) {
  const line = text.slice(0, caret).split("\n").at(-1);
  const at = Math.max(line.lastIndexOf("@"), line.lastIndexOf("＠"));
  if (at < 0 || /[A-Za-z0-9._-]/.test(line[at - 1] ?? "")) return undefined;
  const name = line.slice(at + 1);
  return name.length > LONGEST || /\s/.test(name) ? undefined : name;
}
