"""Titles given outside of the text: in the properties of its format, else by the name of its file."""

import re
from pathlib import PurePath

from studyapp.chinese.characters import HAN
from studyapp.chinese.names import NAME
from studyapp.importing.material import Material
from studyapp.importing.outline.named import is_named

LONGEST = 60
FEWEST_HAN, HAN_SHARE = 2, 0.5  # 000_b3cb2f is no title
PRINTED = re.compile(r"Microsoft (?:Word|PowerPoint) - (.+?)(?:\.\w{2,5})?")
COPY = re.compile(r"[\s_-]*(?:副本|[(（]\d+[)）])$")
NUMBER_BEFORE = re.compile(r"^(?:\d+[\s._、-]+)+")
NUMBER_AFTER = re.compile(r"(?:[\s._-]+\d+)+$")
WORK = re.compile(rf"《([^《》]+)》\s*(?:{NAME.pattern}著?)?")
# What programs write when nobody gave a title.
DEFAULT = re.compile(
    r"(?:未命名|无标题|粘贴的文章|扫描(?:件|全能王)|微信(?:图片|文件|截图)|新建(?=$|\s|文本|文档|文件|空白|[A-Za-z])).*"
    r"|(?:文档|文件|文章|正文|全文|文本|文字稿?|(?:PowerPoint )?演示文稿|幻灯片|网页|首页|下载|封面|目录|标题|附件)"
    r"[\s\d一二三四五六七八九十()（）_-]*"
)


def title(material: Material) -> str | None:
    """The format's title, or the file's name as far as it is words."""
    return _plausible(_printed(material.title or "")) or _plausible(_of_name(material.name))


def _printed(title: str) -> str:
    """What a printer driver makes of a name: Microsoft Word - 茶园记.doc."""
    found = PRINTED.fullmatch(title.strip())
    return found[1] if found else title


def _of_name(name: str) -> str:
    """Without ending, marks of a copy, and the numbers that put files in order."""
    words = COPY.sub("", COPY.sub("", PurePath(name).stem.strip()))
    words = NUMBER_AFTER.sub("", NUMBER_BEFORE.sub("", words)).replace("_", " ").strip()
    work = WORK.fullmatch(words)
    return work[1] if work else words


def _plausible(words: str) -> str | None:
    title = " ".join(words.split())
    signs = len(title.replace(" ", ""))
    han = len(re.findall(f"[{HAN}]", title))
    if not 0 < signs <= LONGEST or han < FEWEST_HAN or han < HAN_SHARE * signs:
        return None
    says_nothing = DEFAULT.fullmatch(title) or is_named(title) or title[-1] in "。；，：,;:"
    return None if says_nothing else title
