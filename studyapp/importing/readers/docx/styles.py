"""Word's styles: what a paragraph or run inherits along `basedOn`, asked by style id."""

import functools
import re
from dataclasses import dataclass

from lxml import etree

from studyapp.importing.readers.trees import local

HEADING_NAME = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
TITLE_NAMES = {"title", "标题"}
CATALOGUE_NAME = re.compile(r"(?:toc|目录)\s*(?:\d|heading|标题)?|contents heading", re.IGNORECASE)
BODY_LEVEL = 9  # w:outlineLvl of body text; 0 is the highest heading
OFF = {"0", "false", "off", "none"}
DEFAULT_SIZE = 20  # half points; what Word takes when nothing is said


@dataclass(frozen=True, slots=True)
class Look:
    """What is said at one place about characters; None where nothing is said. `size` is in half points."""

    bold: bool | None = None
    size: int | None = None
    hidden: bool | None = None

    def over(self, other: "Look") -> "Look":
        """This look, and what it does not say from the other."""
        return Look(
            other.bold if self.bold is None else self.bold,
            other.size if self.size is None else self.size,
            other.hidden if self.hidden is None else self.hidden,
        )


@dataclass(frozen=True, slots=True)
class Layout:
    """What is said about a paragraph: heading level (1 to 9, 0 for body text), list and level of the list."""

    level: int | None = None
    list_id: str | None = None
    list_level: int | None = None

    def over(self, other: "Layout") -> "Layout":
        return Layout(
            other.level if self.level is None else self.level,
            other.list_id if self.list_id is None else self.list_id,
            other.list_level if self.list_level is None else self.list_level,
        )


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first descendant along local names; None where the path ends."""
    for name in path:
        if element is None:
            return None
        element = next((each for each in element if local(each) == name), None)
    return element


def value(element: etree._Element | None, name: str = "val") -> str | None:
    """A w: attribute whatever its namespace (there are two)."""
    if element is None:
        return None
    return next((str(text) for key, text in element.items() if str(key).rpartition("}")[2] == name), None)


def switch(element: etree._Element | None) -> bool | None:
    return None if element is None else value(element) not in OFF


def number(element: etree._Element | None) -> int | None:
    text = value(element) or ""
    return int(text) if text.isdecimal() and len(text) < 7 else None


def look_of(properties: etree._Element | None) -> Look:
    """From a w:rPr."""
    if properties is None:
        return Look()
    hidden = switch(child(properties, "vanish"))
    return Look(switch(child(properties, "b")), number(child(properties, "sz")), hidden)


def layout_of(properties: etree._Element | None) -> Layout:
    """From a w:pPr."""
    outline = number(child(properties, "outlinelvl"))
    level = None if outline is None else (outline + 1) % (BODY_LEVEL + 1)
    numbering = child(properties, "numpr")
    return Layout(level, value(child(numbering, "numid")), number(child(numbering, "ilvl")))


class Styles:
    """All styles of a document; unknown ids inherit nothing, but Heading2 says enough by its name."""

    def __init__(self, root: etree._Element | None) -> None:
        found = [each for each in root if local(each) == "style"] if root is not None else []
        self.by_id = {value(each, "styleId") or "": each for each in found}
        standards = (value(each, "styleId") for each in found if self.is_standard(each))
        self.standard = next(standards, None)
        self.defaults = look_of(child(root, "docdefaults", "rprdefault", "rpr"))
        self.look = functools.cache(self._look)
        self.layout = functools.cache(self._layout)

    @staticmethod
    def is_standard(style: etree._Element) -> bool:
        return value(style, "type") == "paragraph" and value(style, "default") not in {None, *OFF}

    def chain(self, style_id: str | None) -> list[etree._Element]:
        """The style and what it is based on, nearest first; a circle ends."""
        chain: list[etree._Element] = []
        while style_id in self.by_id and self.by_id[style_id] not in chain:
            chain.append(self.by_id[style_id])
            style_id = value(child(chain[-1], "basedon"))
        return chain

    def name(self, style_id: str | None) -> str:
        style = self.by_id.get(style_id or "")
        return (value(child(style, "name")) or style_id or "").strip()

    def _look(self, style_id: str | None) -> Look:
        return functools.reduce(Look.over, (look_of(child(each, "rpr")) for each in self.chain(style_id)), Look())

    def _layout(self, style_id: str | None) -> Layout:
        layouts = [self.own_layout(each) for each in self.chain(style_id)]
        return functools.reduce(Layout.over, layouts, Layout(heading_level(self.name(style_id))))

    def own_layout(self, style: etree._Element) -> Layout:
        stated = layout_of(child(style, "ppr"))
        return stated.over(Layout(heading_level(value(child(style, "name")) or "")))

    def is_title(self, style_id: str | None) -> bool:
        return self.name(style_id).lower() in TITLE_NAMES

    def is_catalogue(self, style_id: str | None) -> bool:
        return CATALOGUE_NAME.fullmatch(self.name(style_id)) is not None


def heading_level(name: str) -> int | None:
    found = HEADING_NAME.fullmatch(name.strip())
    return int(found[1]) if found else None
