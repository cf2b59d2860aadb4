"""The words of a reflection: its headings and what stands under them, how many 字 it has. Pure."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from studyapp.markdown import LONGEST as LONGEST_NOTE
from studyapp.markdown import parser
from studyapp.reflections.drafting import PROMPTS

LONGEST = LONGEST_NOTE - 200  # characters: with its title it is a topic, which is a note
HEADING = re.compile(r"(?:\#{1,6}[ \t]+(?P<marked>\S.*?)[ \t#]*|\*\*(?P<bold>[^*\s](?:[^*]*[^*\s])?)\*\*[ \t]*)")
SIGNS = re.compile(r"^#{1,6}[ \t]+", re.MULTILINE)  # of headings, which the parser of notes leaves as they are
FENCE = re.compile(r"[ ]{0,3}(?:```|~~~)")
FOREIGN = re.compile(r"[ ]{0,3}>|\#{1,6}[ \t]+\S")  # quotes, and headings: most are the text's own


class Part(NamedTuple):
    """A heading, empty before the first, and the Markdown under it."""

    heading: str
    text: str


def parts(text: str) -> list[Part]:
    """The text cut at its headings: `## so`, or a line that is bold as a whole, as in `as_topic`.

    Prompts under which nothing was written are not among them.
    """
    prompts = {str(prompt) for prompt in PROMPTS}
    return [part for part in cut(text) if part.text or part.heading not in prompts]


def cut(text: str) -> list[Part]:
    found = [Part("", "")]
    is_code = False
    for line in text.split("\n"):
        is_code ^= bool(FENCE.match(line))
        heading = None if is_code else HEADING.fullmatch(line)
        if heading:
            found.append(Part(heading["marked"] or heading["bold"], ""))
        else:
            found[-1] = found[-1]._replace(text=f"{found[-1].text}{line}\n")
    trimmed = [part._replace(text=part.text.strip("\n")) for part in found]
    return [part for part in trimmed if part.heading or part.text.strip()]


def as_topic(title: str, text: str) -> str:
    """As a note of a group: its title first, headings in bold, for notes have none."""
    lines = [f"**{title.replace('*', '')}**"]
    for part in parts(text):
        lines += [f"**{part.heading.replace('*', '')}**"] if part.heading else []
        lines += [part.text] if part.text.strip() else []
    return "\n\n".join(lines)


def from_topic(text: str) -> tuple[str, list[Part]]:
    """The title and the parts, as they stand in a topic."""
    found = parts(text)
    if not found or not found[0].heading:
        return "", found
    first = found[0]
    return first.heading, ([Part("", first.text)] if first.text else []) + found[1:]


def characters(text: str) -> int:
    """字, as the house counts an article's: without blanks and punctuation. 𠮷 is one."""
    return sum(map(str.isalnum, text))


def own(text: str) -> str:
    """Without quotes and headings."""
    return "\n".join(line for line in text.split("\n") if not FOREIGN.match(line))


def plain(text: str) -> str:
    """Its words in one line, as they read: without the signs of Markdown."""
    lines = (token for token in parser.parse(SIGNS.sub("", text)) if token.type in {"inline", "fence", "code_block"})
    said = (
        "".join(part.content or " " * part.type.endswith("break") for part in each.children or [each]) for each in lines
    )
    return " ".join(" ".join(said).split())


def joined(found: Iterable[Part]) -> str:
    """With the headings: for what is counted."""
    return "\n".join(f"{part.heading}\n{part.text}" for part in found)


def unwritten(text: str) -> int:
    """Prompts under which nothing stands."""
    return len(cut(text)) - len(parts(text))
