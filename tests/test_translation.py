"""English is complete: whatever the templates and the code say in Chinese has its translation, compiled and in step."""

import ast
import gettext
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation.template import templatize

from tests.house import ROOT, allow_none, mails, python_files, templates, tree

CATALOGUE = ROOT / "locale/en/LC_MESSAGES/django.po"
CALLS = {
    "_",
    "gettext",
    "gettext_lazy",
    "gettext_noop",
    "ngettext",
    "ngettext_lazy",
    "pgettext",
    "pgettext_lazy",
    "npgettext",
}
LITERAL = r"""(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
IN_TEMPLATE = re.compile(rf"\b(n?p?n?gettext|_)\(\s*u?({LITERAL})(?:\s*,\s*u?({LITERAL}))?")
HAN = re.compile(r"[㐀-鿿]")
CONTEXTS = ("plural",)  # Chinese has one word for one member and for many


def unquoted(literal: str) -> str:
    return str(ast.literal_eval(literal))


def said_in_templates() -> Iterator[str]:
    for path in [*templates(), *mails()]:
        for name, first, second in IN_TEMPLATE.findall(templatize(path.read_text(), origin=str(path))):
            yield unquoted(second if "pgettext" in name else first)


def said_in_code() -> Iterator[str]:
    for path in python_files("studyapp"):
        for node in ast.walk(tree(path)):
            name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
            place = 1 if "pgettext" in name else 0
            words = node.args[place] if name in CALLS and len(node.args) > place else None
            if isinstance(words, ast.Constant) and isinstance(words.value, str):
                yield words.value


def entries(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Each msgid of a .po file with its translations; those still marked as guesses have none."""
    for block in re.split(r"\n\s*\n", path.read_text()):
        lines = [line for line in block.splitlines() if not line.startswith("#")]
        words: dict[str, str] = {}
        name = ""
        for line in lines:
            name = line.split(" ", 1)[0] if line.startswith("msg") else name
            words[name] = words.get(name, "") + unquoted(line[line.index('"') :])
        said = [text for name, text in words.items() if name.startswith("msgstr")]
        if "msgid" in words:
            yield words["msgid"], [] if re.search(r"^#,.*fuzzy", block, re.MULTILINE) else said


def catalogue() -> dict[str, list[str]]:
    return {words: said for words, said in entries(CATALOGUE) if words} if CATALOGUE.exists() else {}


def test_whatever_is_said_is_said_in_english():
    known = catalogue()
    said = {words for words in (*said_in_templates(), *said_in_code()) if HAN.search(words)}
    allow_none(words for words in said if not all(known.get(words, [""])) or not known.get(words))


def test_nothing_is_translated_that_nobody_says():
    allow_none(catalogue().keys() - {*said_in_templates(), *said_in_code()})


def test_the_english_holds_the_same_places_for_names_and_numbers():
    place = re.compile(r"%\(\w+\)[sd]|%[sd]|{\w*}")
    for words, said in catalogue().items():
        for text in said:
            assert set(place.findall(text)) <= set(place.findall(words)), words


def test_the_compiled_catalogue_is_in_step():
    """`make messages` makes the one that Django reads from the one that people edit."""
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    single = {words: said[0] for words, said in catalogue().items() if len(said) == 1}
    meant = {each: [compiled.gettext(each), *(compiled.pgettext(kind, each) for kind in CONTEXTS)] for each in single}
    allow_none(words for words, text in single.items() if text and text not in meant[words])
