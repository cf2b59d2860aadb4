"""Headings known by their name alone: 序言, 结语, 附则 and their kin."""

import re

NAMES = """
序 序言 自序 代序 前言 导言 引言 绪言 绪论 导论 引子 楔子 总则 总纲 附则 分则 尾声
后记 跋 结语 结束语 余论 结论 附录 附件 参考文献 致谢 编者按 说明 内容提要 摘要 序章
终章 番外
"""
NAMED = frozenset(NAMES.split())


def is_named(text: str) -> bool:
    """Blanks inside the word are typesetting: 附　则."""
    return re.sub(r"\s+", "", text) in NAMED
