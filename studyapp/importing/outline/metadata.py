"""Title, author, date and source lines: found at both ends of a text and taken out of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from studyapp.chinese.dates import DATE, as_date
from studyapp.chinese.markers import is_unit, opening
from studyapp.chinese.names import SIGNATURE
from studyapp.importing.material import Block, Material
from studyapp.importing.outline.headings import HASHES
from studyapp.importing.outline.named import is_named
from studyapp.importing.structure import MetadataKind

HEAD, TAIL = 8, 4
LONGEST_LINE = 100
LONGEST_TITLE = 80
LABELS: dict[str, MetadataKind] = {
    "来源": "source", "來源": "source", "出处": "source", "稿源": "source", "转自": "source", "原载": "source",
    "作者": "author", "撰文": "author", "撰稿": "author", "文": "author", "记者": "author", "执笔": "author",
    "日期": "published", "时间": "published", "发布时间": "published", "发布日期": "published", "发表时间": "published",
    "标题": "title", "题目": "title",
    "责任编辑": "source", "责编": "source", "编辑": "source",
}  # fmt: skip
UNTOLD = {"责任编辑", "责编", "编辑"}  # such lines are taken out, but name no source
LABEL = re.compile(rf"(?P<label>{'|'.join(sorted(LABELS, key=len, reverse=True))})\s*[:：/／]\s*")
BETWEEN = " \u3000|｜，,；;"
CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?"
DATE_LINE = re.compile(rf"[（(【\[]?\s*{DATE.pattern}\s*(?:星期.|周.)?\s*(?:{CLOCK})?\s*[）)】\]]?")
DATE_AT_END = re.compile(rf"(?<=\s){DATE.pattern}\s*(?:{CLOCK})?$")
# ——2006年3月5日在某某会议上
OCCASION = re.compile(rf"[—－\-（(]+\s*{DATE.pattern}.{{0,40}}")
ABOUT_AUTHOR = re.compile(r"[（(]作者(?:单位)?[系为是].{1,60}[）)]")


@dataclass(frozen=True, slots=True)
class Found:
    """A line that tells what it is, with the values it tells."""

    kind: MetadataKind
    values: dict[MetadataKind, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Metadata:
    """`lines` pairs the kind and place (among all blocks) of what was taken out; `body` is what is left."""

    body: tuple[Block, ...]
    lines: tuple[tuple[MetadataKind, int], ...] = ()
    title: str | None = None
    author: str | None = None
    published: date | None = None
    source: str | None = None


def take(blocks: tuple[Block, ...], material: Material) -> Metadata:
    """Read the lines about the text off its head and tail."""
    found = dict(_labelled(blocks))
    if (place := _title_place(blocks, found, material)) is not None:
        found |= _titles(blocks, place)
        found |= _signature(blocks, place + 1, found)
    else:
        found |= _signature(blocks, 0, found)
    values: dict[MetadataKind, str] = {}
    for place in sorted(found):
        values = {**found[place].values, **values}
    return Metadata(
        body=tuple(block for place, block in enumerate(blocks) if place not in found),
        lines=tuple((found[place].kind, place) for place in sorted(found)),
        title=values.get("title"),
        author=values.get("author") or material.author,
        published=as_date(values.get("published", "")),
        source=values.get("source"),
    )


def _labelled(blocks: tuple[Block, ...]) -> Iterator[tuple[int, Found]]:
    for place, block in enumerate(blocks):
        at_an_end = place < HEAD or place >= len(blocks) - TAIL
        if at_an_end and len(blocks) > 1 and len(block.text) <= LONGEST_LINE and (found := read(block.text)):
            yield place, found


def read(text: str) -> Found | None:
    """What a line tells of the text, if that is all it does."""
    if ABOUT_AUTHOR.fullmatch(text):
        return Found("author")
    if DATE_LINE.fullmatch(text) or OCCASION.fullmatch(text):
        return Found("published", {"published": text})
    inner = text.strip("（）()【】[] 　")
    labels = list(LABEL.finditer(inner))
    if not labels or not _opens(inner[: labels[0].start()]):
        return None
    values = _values(inner, labels)
    told = all(values.values()) and as_date(values.get("published", "2000-1-1")) is not None
    return Found(LABELS[labels[0]["label"]], values) if told else None


def _opens(before: str) -> bool:
    """Nothing but a date may stand before the first label."""
    return not before.strip() or DATE_LINE.fullmatch(before.strip()) is not None


def _values(text: str, labels: list[re.Match[str]]) -> dict[MetadataKind, str]:
    ends = [label.start() for label in labels[1:]] + [len(text)]
    values: dict[MetadataKind, str] = {"published": text[: labels[0].start()].strip()} if labels[0].start() else {}
    for label, end in zip(labels, ends, strict=True):
        if label["label"] not in UNTOLD:
            value = text[label.end() : end].strip(BETWEEN)
            if (dated := DATE_AT_END.search(value)) and LABELS[label["label"]] != "published":
                values["published"] = dated[0]
                value = value[: dated.start()].strip(BETWEEN)
            values[LABELS[label["label"]]] = value
    return values


def _title_place(blocks: tuple[Block, ...], found: dict[int, Found], material: Material) -> int | None:
    """The first line that is about the text and neither a heading nor a sentence."""
    if any(line.kind == "title" for line in found.values()) or len(blocks) - len(found) < 2:
        return None
    stated = _squash(material.title or "")
    tops = [place for place, block in enumerate(blocks) if block.level == 1 or block.text.startswith("# ")]
    for place, block in enumerate(blocks[:HEAD]):
        if place in found:
            continue
        if (stated and _squash(block.text) == stated) or [place] == tops:
            return place
        return place if _is_title(block) else None
    return None


def _titles(blocks: tuple[Block, ...], place: int) -> dict[int, Found]:
    """The title; where the only heading of the first level follows at once, that is it, and the other a file name."""
    tops = [other for other in range(len(blocks)) if blocks[other].level == 1 and other != place]
    if tops == [place + 1]:
        return {place: Found("title"), place + 1: Found("title", {"title": blocks[place + 1].text})}
    return {place: Found("title", {"title": HASHES.sub("", blocks[place].text)})}


def _is_title(block: Block) -> bool:
    text = block.text
    if len(text) > LONGEST_TITLE or text[-1] in "。；：，！!:;,、”" or is_named(text):
        return False
    if block.level is not None or block.item or HASHES.match(text):
        return False
    if (marker := opening(text)) and (is_unit(marker.style) or marker.number == 1):
        return False
    return SIGNATURE.fullmatch(text) is None and DATE.match(text) is None


def _signature(blocks: tuple[Block, ...], place: int, found: dict[int, Found]) -> dict[int, Found]:
    """A name alone on the first line that is not yet understood, with or without an office before it."""
    while place in found:
        place += 1
    if place < len(blocks) - 1 and not blocks[place].item and SIGNATURE.fullmatch(blocks[place].text):
        return {place: Found("author", {"author": blocks[place].text})}
    return {}


def _squash(text: str) -> str:
    return re.sub(r"\s+", "", text)
