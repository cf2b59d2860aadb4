"""Writes the table of cards into docs/cloze.md. `python -m tests.benchmarks.cloze`

The cards are made here; what a reader thinks of each stands in cloze_verdicts.json, by the card as it reads.
"""

import json
from collections import Counter
from pathlib import Path

from studyapp.cards.suggesting import KEY_POINT, Line, Stretch, Suggestion, suggestions
from studyapp.chinese.gaps import visible
from studyapp.chinese.telling import tokens, weigh
from studyapp.importing.material import Choices
from studyapp.importing.outline import parse
from studyapp.importing.readers import read
from studyapp.importing.structure import KeyPoint, Outline

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "cloze.md"
VERDICTS = Path(__file__).with_name("cloze_verdicts.json")
MARK = "<!-- cards: everything below is written by `python -m tests.benchmarks.cloze` -->\n"
DEMO = ROOT / "studyapp" / "importing" / "demo"
# Of each text as many of its cards, at even distances: forty.
TEXTS = (
    ("example article", next((ROOT.parent / "shared" / "articles").glob("*.txt"), None), 16),
    ("bridges", ROOT / "tests" / "importing" / "texts" / "bridges.txt", 12),
    ("river", DEMO / "river.txt", 7),
    ("tea", DEMO / "tea.txt", 5),
)
UNJUDGED = ("?", "")


def outlined(path: Path) -> Outline:
    return parse(read(path.read_bytes(), path.name, Choices()), Choices())


def lead_of(point: KeyPoint) -> tuple[int, int]:
    return point.start, point.start + len(point.marker or "") + len(point.title) + 2


def cards(outline: Outline) -> list[Suggestion]:
    """What is offered for a text when nobody has marked anything in it."""
    text = outline.text
    lines = [
        Line(row.start, text[row.start : row.end], tokens(weigh(text[row.start : row.end])))
        for row in outline.paragraphs
        if row.number is not None
    ]
    stretches = [Stretch(KEY_POINT, point.start, point.end, lead_of(point)) for point in outline.key_points]
    return suggestions(lines, stretches, [term.text for term in outline.terms])


def evenly(found: list[Suggestion], count: int) -> list[Suggestion]:
    return [found[index * len(found) // count] for index in range(min(count, len(found)))]


def read_as(text: str, card: Suggestion) -> str:
    return visible(text[card.start : card.end], card.hidden).replace("▁", "▁▁").replace("|", "\\|")


def table() -> list[str]:
    verdicts = json.loads(VERDICTS.read_text("utf-8"))
    rows, counted, made = [], Counter[str](), {}
    for name, path, count in TEXTS:
        if path is None:
            continue
        outline = outlined(path)
        found = cards(outline)
        made[name] = len(found)
        for card in evenly(found, count):
            question = read_as(outline.text, card)
            verdict, why = verdicts.get(question, UNJUDGED)
            counted[verdict] += 1
            rows.append(f"| {len(rows) + 1} | {name}, {card.source} | {question} | {card.answer} | {verdict} | {why} |")
    said = ", ".join(f"{count} {verdict}" for verdict, count in counted.most_common())
    told = ", ".join(f"{name} {count}" for name, count in made.items())
    head = [f"{len(rows)} cards: {said}. Cards offered in all: {told}.", ""]
    return [*head, "| | from | card | hidden | verdict | why |", "|--:|---|---|---|---|---|", *rows]


def main() -> None:
    prose = PAGE.read_text("utf-8").split(MARK)[0]
    PAGE.write_text("\n".join([prose + MARK, *table(), ""]), "utf-8")


if __name__ == "__main__":
    main()
