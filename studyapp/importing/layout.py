"""Line breaks are layout: lines of a page are joined to paragraphs, one-line speeches split, and both are said."""

from dataclasses import dataclass, replace

from studyapp.chinese.normalise import canonical_line
from studyapp.importing import gaps, typography, wrapping
from studyapp.importing.material import Block, Choices, Material
from studyapp.importing.remarks import Remark, gettext_noop

JOINED = gettext_noop("原文按行折断，已把 {count} 处断行接成段落；如不合适，可选择保留原来的断行。")
SPLIT = gettext_noop("原文挤在一行里，已拆成 {count} 段；如不合适，可选择保留原来的断行。")
SPLIT_SOME = gettext_noop("有些行里不止一段，已按行内的空白拆开，多出 {count} 段；如不合适，可选择保留原来的断行。")


@dataclass(frozen=True, slots=True)
class Page:
    """Paragraphs, one a block, in canonical form, and what was done to the lines."""

    blocks: tuple[Block, ...]
    remarks: tuple[Remark, ...] = ()


def arrange(material: Material, choices: Choices) -> Page:
    """Paragraphs of the material as `choices` want them."""
    page = Page(material.blocks) if choices.lines == "keep" else _rebuilt(material)
    convert = typography.converter(choices)
    clean = (replace(block, text=canonical_line(convert(canonical_line(block.text)))) for block in page.blocks)
    return replace(page, blocks=tuple(block for block in clean if block.text))


def _rebuilt(material: Material) -> Page:
    lines = material.blocks
    if margin := wrapping.margin(lines, wrapped=material.wrapped):
        joined = tuple(wrapping.join(lines, margin))
        count = sum(bool(line.text.strip()) for line in lines) - len(joined)
        return Page(joined, (Remark(JOINED, {"count": count}),) if count else ())
    split = gaps.split(lines)
    return Page(split, _splitting(sum(bool(line.text.strip()) for line in lines), len(split)))


def _splitting(before: int, after: int) -> tuple[Remark, ...]:
    if after == before:
        return ()
    if before <= gaps.FEW_LINES:
        return (Remark(SPLIT, {"count": after}),)
    return (Remark(SPLIT_SOME, {"count": after - before}),)
