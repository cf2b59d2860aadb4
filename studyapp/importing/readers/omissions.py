"""What a reader had to leave out or move, said once and with numbers."""

from studyapp.importing.remarks import Remark, gettext_noop

PATTERNS = {
    "pictures": gettext_noop("略去了 {count} 张图片。"),
    "tables": gettext_noop("有 {count} 个表格，每行改成了一段，请核对。"),
    "notes": gettext_noop("有 {count} 条脚注，已移到文末。"),
    "catalogue": gettext_noop("略去了目录（{count} 行）。"),
    "notes_lines": gettext_noop("页脚的注释（{count} 行）已移到文末。"),
    "furniture": gettext_noop("略去了页眉、页脚和页码（{count} 行）。"),
    "blank_pages": gettext_noop("有 {count} 页没有文字，可能是图片。"),
    "broken_pages": gettext_noop("有 {count} 页读不出来，请核对缺了什么。"),
    "radicals": gettext_noop("这份 PDF 的字体把 {count} 个字写成了部首（如“⽔”“⻓”），已换成通用的字。"),
    "textboxes": gettext_noop("有 {count} 个文本框，已放在所在段落之后，请核对位置。"),
}


def left_out(**counts: int) -> tuple[Remark, ...]:
    return tuple(Remark(PATTERNS[name], {"count": count}) for name, count in counts.items() if count)
