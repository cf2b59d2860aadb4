"""Notes written to do harm. `SCRIPTS` try to run something or call somewhere, `BOMBS` to keep the server busy.

`python -m tests.annotations.hostile` prints the table of docs/hostile-notes.md.
"""

import time

from studyapp.markdown import LONGEST, rendered

SCRIPTS = {
    "a script element": "<script>alert(1)</script>",
    "an event handler": '<img src=x onerror="alert(1)">',
    "an unclosed tag": "<svg/onload=alert(1)//",
    "a comment with a script": "<!--><script>alert(1)</script>-->",
    "CDATA": "<![CDATA[<script>alert(1)</script>]]>",
    "htmx attributes": '<b hx-get="/account/" hx-trigger="load" hx-on::load="alert(1)">x</b>',
    "data attributes of ours": '<span data-act="unmark" data-panel>x</span>',
    "a style": '<p style="position:fixed;inset:0">x</p><style>body{display:none}</style>',
    "a form": '<form action="/groups/1/delete/" method="post"><button>x</button></form>',
    "an iframe": '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "a base": '<base href="https://example.com/">',
    "a link that runs": "[x](javascript:alert(1))",
    "the same with blanks and case": "[x](  JaVaScRiPt:alert(1) )",
    "the same with entities": "[x](&#106;avascript&colon;alert(1)) [y](java&#10;script:alert(1))",
    "the same in an autolink": "<javascript:alert(1)>",
    "data: with a page": "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "vbscript and file": "[x](vbscript:msgbox(1)) [y](file:///etc/passwd)",
    "a link into our own site": "[x](/account/logout/) [y](//example.com/x)",
    "a link that leaves its attribute": '[x](https://example.com/"onmouseover="alert(1)) [y](https://e.com "t" on=1)',
    "an image that calls elsewhere": "![x](https://example.com/seen.gif)",
    "a reference that is defined later": "[x][a]\n\n[a]: javascript:alert(1)",
    "code that closes its element": "```html\n</code></pre><script>alert(1)</script>\n```",
    "a class of ours through a fence": "```button primary\nx\n```",
    "ids of the page": '<p id="note-1">x</p>',
    "a mention with a tag in it": '@<b>林溪</b> @"><script>alert(1)</script>',
    "a heading and a rule": "# 大标题\n\n标题\n====\n\n---",
    "a table": "|a|b|\n|-|-|\n|<script>alert(1)</script>|x|",
    "NUL, bidi and tag characters": "a\x00b\u202e\u2066<script>\u2069\U000e0041",
}


def filled(piece: str) -> str:
    return (piece * (LONGEST // len(piece) + 1))[:LONGEST]


BOMBS = {
    "[": filled("["),
    "[ and ] in turn": filled("[]"),
    "[a](": filled("[a]("),
    "[a](<b": filled("[a](<b"),
    "![": filled("!["),
    "**": filled("**a "),
    "*a_": filled("*a_"),
    "* of three lengths": filled("*a**b***c"),
    "runs of ` that never close": "".join("`" * count + "a" for count in range(1, 199))[:LONGEST],
    "quotes inside each other": filled(">"),
    "quotes with blanks": filled("> "),
    "lists inside each other": "".join("  " * depth + "- a\n" for depth in range(140))[:LONGEST],
    "lists on one line": filled("- "),
    "numbered lists": "".join(f"{number}. a\n" for number in range(2500))[:LONGEST],
    "<": filled("<"),
    "<a of HTML that never ends": filled("<a "),
    "<!--": filled("<!--"),
    "&": filled("&"),
    "&#": filled("&#x"),
    "entities": filled("&amp;"),
    "\\": filled("\\"),
    "autolinks": filled("<http://a>"),
    "links": filled("[a](b)"),
    "lines": filled("\n"),
    "lines with a blank": filled("a  \n"),
    "tabs": filled("\t"),
    "@ with names": filled("@林溪"),
    "@": filled("@"),
    "~~": filled("~~a"),
    "a fence that never closes": "```\n" + filled("a\n")[: LONGEST - 4],
    "fences": filled("```\n"),
    "tables": ("|a" * 100 + "\n" + "|-" * 100 + "\n") + filled("|")[: LONGEST - 500],
    "combining marks": filled("e\u0301\u0302\u0303"),
    "astral characters": filled("𠮷👩\u200d👩"),
    "one word": filled("a"),
    "twenty times too long": "字" * 20 * LONGEST,
}


def main() -> None:
    print("| text | s | characters of HTML |\n|---|--:|--:|")
    for name, text in BOMBS.items():
        started = time.process_time()
        html = rendered(text, names=["林溪", "周远"])
        print(f"| {name.replace('|', chr(92) + '|')} | {time.process_time() - started:.2f} | {len(html):,} |")


if __name__ == "__main__":
    main()
