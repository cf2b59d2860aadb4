"""The house rules for templates, style sheets and scripts. Each test lists the places that break one."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template.base import DebugLexer, Token, TokenType

from tests.house import STATIC, TEMPLATES, allow_none, mails, short, templates

HAN = re.compile(r"[㐀-鿿𠀀-𰀀]")
COMMENT = re.compile(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}|<!--.*?-->", re.DOTALL)

# What the Content-Security-Policy blocks, what htmx ignores or runs without being asked, and what calls other hosts.
BANNED = {
    "style=": re.compile(r"<[^>]*\sstyle="),
    "inline handler": re.compile(r"<[^>]*\s(?:on[a-z]+|hx-on[\w:-]*)="),
    "js: value": re.compile(r"""\shx-(?:vals|vars|headers|request)=["']\s*(?:js|javascript):"""),
    "trigger filter": re.compile(r"""\shx-trigger=(?:"[^"]*\[|'[^']*\[)"""),
    "script without src": re.compile(r"<script(?![^>]*\ssrc=)(?![^>]*application/json)"),
    "style element": re.compile(r"<style\b"),
    "other host": re.compile(
        r"""(?:\s(?:src|srcset|action|formaction|poster|data|hx-\w+)|<link[^>]*\shref)=["'](?:https?:)?//"""
    ),
}


def without_comments(text: str) -> str:
    """The same number of lines, the comments blank."""
    return COMMENT.sub(lambda found: "\n" * found.group().count("\n"), text)


def line_of(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


@pytest.mark.parametrize("name", BANNED)
def test_templates_do_without(name):
    wrong = []
    for path in templates():
        text = without_comments(path.read_text())
        wrong += [f"{short(path)}:{line_of(text, found.start())}" for found in BANNED[name].finditer(text)]
    allow_none(wrong)


def partials() -> list[Path]:
    return [path for path in templates() if path.name.startswith("_")]


def test_a_partial_says_what_it_needs():
    door = re.compile(r"{#[^#]*\b[Nn]eeds?\b.*#}|{#[^#]*[Nn]eeds nothing.*#}")
    allow_none(short(path) for path in partials() if not door.match(path.read_text().split("\n", 1)[0]))


def test_a_page_says_what_it_needs():
    """On the line behind the one that says what it extends. What pages extend says its blocks."""
    door = re.compile(r"(?:{%.*%}.*\n)?{#.*\b(?:Needs|Blocks): .*#}\n")
    pages = [path for path in templates() if path not in partials()]
    allow_none(short(path) for path in pages if not door.match(path.read_text()))


def test_a_partial_carries_the_id_by_which_it_is_swapped():
    first_tag = re.compile(r"<[a-z][\w-]*(?:{[{%].*?[%}]}|[^>])*>", re.DOTALL)
    roots = {path: first_tag.search(without_comments(path.read_text())) for path in partials()}
    allow_none(short(path) for path, root in roots.items() if root and not re.search(r"\sid=", root.group()))


def in_no_translation(text: str) -> Iterator[tuple[Token, str]]:
    """The tokens whose words reach the screen as they stand, each with what is left of it without `_("…")`."""
    inside = ""
    for token in DebugLexer(text).tokenize():
        tag = token.contents.split(" ", 1)[0] if token.token_type == TokenType.BLOCK else ""
        if tag in {"blocktranslate", "blocktrans", "comment"}:
            inside = tag
        elif inside:
            inside = "" if tag == f"end{inside}" else inside
        elif token.token_type != TokenType.COMMENT and tag not in {"translate", "trans"}:
            yield token, re.sub(r"""_\((?:"[^"]*"|'[^']*')\)""", "", token.contents)


CHINESE_ON_PURPOSE = re.compile(r'<(\w+)[^>]*?(?:\slang="zh-Hans"|class="seal[ "])[^>]*>')


def without_chinese_on_purpose(text: str) -> str:
    """Without the seal and what is marked as Chinese, such as a piece of an article; lines kept."""
    while found := CHINESE_ON_PURPOSE.search(text):
        end, depth = found.end(), 1
        for tag in re.finditer(rf"<(/?){found.group(1)}\b", text[found.end() :]):
            depth += -1 if tag.group(1) else 1
            end = found.end() + tag.end()
            if depth == 0:
                break
        text = text[: found.start()] + "\n" * text.count("\n", found.start(), end) + text[end:]
    return text


def test_chinese_on_the_screen_can_be_translated():
    wrong = []
    for path in [*templates(), *mails()]:
        text = without_chinese_on_purpose(without_comments(path.read_text()))
        for token, words in in_no_translation(text):
            found = HAN.search(words)
            if found:
                line = token.lineno + words.count("\n", 0, found.start())
                wrong.append(f"{short(path)}:{line} {words[found.start() :][:12]}")
    allow_none(wrong)


def sheets() -> list[Path]:
    return sorted((STATIC / "css").glob("*.css"))


def bare(path: Path) -> str:
    """A style sheet without comments and quoted words, lines kept."""
    return re.sub(
        r"/\*.*?\*/|\"[^\"]*\"", lambda found: "\n" * found.group().count("\n"), path.read_text(), flags=re.DOTALL
    )


# Chromium 105, Safari 16 and Firefox 115 must understand the sheets (looks.md): what they do not is an extra at most.
TOO_NEW = {
    "light-dark": re.compile(r"light-dark\("),
    "color-mix": re.compile(r"color-mix\("),
    "oklch": re.compile(r"\bok(?:lch|lab)\("),
    "media range": re.compile(r"@(?:media|container)[^{]*[<>]"),
    "scope": re.compile(r"@scope|@starting-style|@property"),
    "other host": re.compile(r"url\(\s*(?:https?:)?//|@import"),
}


@pytest.mark.parametrize("name", TOO_NEW)
def test_style_sheets_keep_the_floor(name):
    wrong = []
    for path in sheets():
        text = bare(path)
        wrong += [f"{short(path)}:{line_of(text, found.start())}" for found in TOO_NEW[name].finditer(text)]
    allow_none(wrong)


def rules(text: str) -> Iterator[tuple[int, str, list[str]]]:
    """Each `{` of a sheet: its line, what stands before it, and the same of those still open around it."""
    around: list[str] = []
    start = 0
    for found in re.finditer(r"[{};]", text):
        if found.group() == "{":
            before = text[start : found.start()].strip()
            yield line_of(text, found.start()), before, list(around)
            around.append(before)
        elif found.group() == "}":
            around.pop()
        start = found.end()


def test_style_sheets_are_flat():
    wrong = []
    for path in sheets():
        for line, before, around in rules(bare(path)):
            nested = any(not outer.startswith("@") for outer in around)
            wrong += [f"{short(path)}:{line} {before}"] if nested or "&" in before else []
    allow_none(wrong)


def test_has_is_an_extra():
    wrong = []
    for path in sheets():
        for line, before, around in rules(bare(path)):
            supported = any(outer.startswith("@supports") for outer in around)
            wrong += (
                [f"{short(path)}:{line} {before}"]
                if ":has(" in before and not supported and "@supports" not in before
                else []
            )
    allow_none(wrong)


def test_colours_live_in_the_tokens():
    colour = re.compile(
        r":[^;{}]*(#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl)a?\(|\b(?:white|black|red|green|blue|gr[ae]y|orange)\b(?!-))[^;{}]*[;}]"
    )
    wrong = []
    for path in sheets():
        text = bare(path) if path.stem not in {"tokens", "night"} else ""
        wrong += [f"{short(path)}:{line_of(text, found.start(1))} {found.group(1)}" for found in colour.finditer(text)]
    allow_none(wrong)


def test_the_first_line_of_a_sheet_or_script_is_its_door_sign():
    files = [*sheets(), *sorted((STATIC / "js").glob("*.js"))]
    allow_none(short(path) for path in files if not path.read_text().startswith(("/*", "//")))


def test_sheets_and_scripts_end_within_300_lines():
    files = [*sheets(), *sorted((STATIC / "js").glob("*.js"))]
    allow_none(short(path) for path in files if len(path.read_text().splitlines()) > 300)


def test_scripts_call_no_other_host_and_make_no_code():
    call = re.compile(r"""["'`](?:https?:)?//|\beval\(|new Function\(|\.innerHTML\b|insertAdjacentHTML""")
    wrong = []
    for path in sorted((STATIC / "js").glob("*.js")):
        text = path.read_text()
        wrong += [f"{short(path)}:{line_of(text, found.start())}" for found in call.finditer(text)]
    allow_none(wrong)


def test_scripts_get_their_words_from_the_page():
    """Where the template has translated them."""
    wrong = []
    for path in sorted((STATIC / "js").glob("*.js")):
        for number, line in enumerate(path.read_text().splitlines(), 1):
            code = re.sub(r"(?:^|\s)//.*|/?\*.*", "", line)
            wrong += [f"{short(path)}:{number} {code.strip()[:80]}"] if HAN.search(code) else []
    allow_none(wrong)


def test_templates_lie_in_the_folder_of_their_app():
    known = {path.name for path in (TEMPLATES.parent / "studyapp").iterdir()} | {"components"}
    dressed = {"account", "admin", "allauth", "django", "mfa", "usersessions"}  # other people's pages in our clothes
    allow_none(short(path) for path in TEMPLATES.iterdir() if path.is_dir() and path.name not in known | dressed)
