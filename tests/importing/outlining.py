"""Made-up texts for the tests of the outline, and short ways to ask what was found."""

from studyapp.importing.material import Block, Choices, Material
from studyapp.importing.outline import parse
from studyapp.importing.structure import Outline

BODY = "春天，茶农清早上山采茶，午后回来摊晾、杀青、揉捻，夜里还要守着炉火烘干，直到茶叶的香气满屋。"
MORE = "到了夏天，河水涨起来，守桥人每天量两次水位，写在本子上，看见裂缝就记下地方，等水退了再修。"


def outline(text: str, **choices: str) -> Outline:
    """The outline of a plain text, one block a line."""
    blocks = tuple(Block(line) for line in text.split("\n"))
    return parse(Material(blocks, format="txt"), Choices(**choices))


def text_of(*lines: str) -> str:
    """Lines, each of them followed by body text."""
    return "\n".join(f"{line}\n{BODY if place % 2 else MORE}" for place, line in enumerate(lines))


def headings(found: Outline) -> list[tuple[int, str]]:
    return [(section.level, section.title) for section in found.sections if section.heading]


def parts(found: Outline) -> list[str]:
    """The beginnings of suggested sections."""
    return [found.text[section.start :][:6] for section in found.sections if not section.heading]


def points(found: Outline) -> list[tuple[str, str]]:
    return [(point.marker, point.title) for point in found.key_points if point.marker]


def kinds(found: Outline) -> str:
    """One letter a paragraph: body, heading, item, verse."""
    return "".join(paragraph.kind[0] for paragraph in found.paragraphs)


def warnings(found: Outline) -> list[str]:
    return [str(warning) for warning in found.warnings]
