"""What people write, as HTML that is safe to show: Markdown, and the names of those it speaks to."""

import re
from collections.abc import Collection, Iterator

import nh3
from django.utils.html import escape, linebreaks
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

LONGEST = 20_000  # characters of a note
DEEPEST = 12  # quotes and lists inside each other
TAGS = {"p", "br", "strong", "em", "s", "ul", "ol", "li", "blockquote", "a", "code", "pre", "hr", "span"}
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}
LATIN = r"[0-9A-Za-z_]"

parser = MarkdownIt("js-default", {"breaks": True, "linkify": False, "maxNesting": DEEPEST})
parser.disable(["table", "image", "heading", "lheading", "reference"])


def rendered(text: str, *, names: Collection[str] = ()) -> SafeString:
    """Bold, lists, quotes, links and line breaks; everything else stands there as it was typed.

    `names` are those of the people mentioned: @name is set off where it stands.
    """
    tokens = parser.parse(text[:LONGEST])
    if any(is_too_deep(token) for token in tokens):
        return mark_safe(cleaned(linebreaks(text[:LONGEST], autoescape=True)))  # noqa: S308 - just cleaned
    if names:
        set_off(tokens, names)
    html = parser.renderer.render(tokens, parser.options, {})
    return mark_safe(cleaned(html))  # noqa: S308 - just cleaned


def is_too_deep(token: Token) -> bool:
    """The parser leaves out what stands deeper: no words are to be lost."""
    return token.nesting == 1 and token.level >= DEEPEST - 1


def cleaned(html: str) -> str:
    """The one door for HTML that comes from people."""
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        allowed_classes={"span": {"mention"}},
        url_schemes=SCHEMES,
        url_relative="deny",
        link_rel="noopener noreferrer nofollow",
    )


def set_off(tokens: list[Token], names: Collection[str]) -> None:
    pattern = spoken_to(names)
    for token in tokens:
        if token.children:
            token.children = [part for child in token.children for part in mentions(child, pattern)]


def spoken_to(names: Collection[str]) -> re.Pattern[str]:
    """One of the names with the sign before it, half or full width, that is no part of an address.

    The longest wins where one begins with another; no name goes on in Latin letters. Whatever the case.
    """
    longest_first = sorted(names, key=len, reverse=True)
    ends = (re.escape(name) + (rf"(?!{LATIN})" if re.match(LATIN, name[-1]) else "") for name in longest_first)
    return re.compile(rf"(?<!{LATIN})([@＠](?:{'|'.join(ends)}))", re.IGNORECASE)


def mentions(token: Token, pattern: re.Pattern[str]) -> Iterator[Token]:
    """The token, cut at the names in it."""
    if token.type != "text":
        yield token
        return
    for index, words in enumerate(pattern.split(token.content)):
        if index % 2:
            yield Token("html_inline", "", 0, content=f'<span class="mention">{escape(words)}</span>')
        elif words:
            yield Token("text", "", 0, content=words)
