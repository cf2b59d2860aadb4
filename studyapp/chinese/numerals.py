"""Numerals as Chinese texts write them: 十二, 一百二十, 〇, 廿, 12, １２, Ⅱ, ①, 甲 → 12, 120, 0, 20, …"""

import unicodedata

# Each digit as it is counted with, as it is written on cheques, and its other forms.
FORMS = ("〇零○", "一壹弌", "二贰貳两兩", "三叁參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
DIGITS = {digit: value for value, forms in enumerate(FORMS) for digit in forms}
TENS = {"廿": 20, "卅": 30, "卌": 40}
UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
MYRIADS = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}
STEMS = "甲乙丙丁戊己庚辛壬癸"
LATIN_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}

SIGNS = "".join([*DIGITS, *TENS, *UNITS, *MYRIADS])
LONGEST = 16


def number(text: str) -> int | None:
    """The value of a whole numeral, or None when the text is not one."""
    if not 0 < len(text) <= LONGEST:
        return None
    if text in STEMS:
        return STEMS.index(text) + 1 if len(text) == 1 else None
    return _decimal(text) or _han(text) or _single_sign(text) or _latin_roman(text) or _zero(text)


def _decimal(text: str) -> int | None:
    return int(text) if text.isdecimal() else None


def _zero(text: str) -> int | None:
    return 0 if all(DIGITS.get(sign) == 0 or sign == "0" for sign in text) else None


def _han(text: str) -> int | None:
    if any(sign not in SIGNS for sign in text):
        return None
    if all(sign in DIGITS for sign in text):
        return int("".join(str(DIGITS[sign]) for sign in text))
    return _with_units(text)


def _with_units(text: str) -> int | None:
    """Add up 一亿 | 二千三百 | 四十五; a unit without a digit before it counts once (十二)."""
    total, section, digit = 0, 0, None
    for sign in text:
        if sign in DIGITS:
            digit = DIGITS[sign]
        elif sign in TENS:
            section += TENS[sign]
        elif sign in UNITS:
            section += (digit or 1) * UNITS[sign]
            digit = None
        else:
            total = (total + section + (digit or 0)) * MYRIADS[sign]
            section, digit = 0, None
    return total + section + (digit or 0)


def _single_sign(text: str) -> int | None:
    """① ⑿ ⒊ ㊀ Ⅱ ㈠ are numbers in Unicode's own table."""
    if len(text) != 1 or (value := unicodedata.numeric(text, None)) is None:
        return None
    return int(value) if value == int(value) else None


def _latin_roman(text: str) -> int | None:
    values = [LATIN_ROMAN.get(sign, 0) for sign in text]
    if 0 in values:
        return None
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(value if value >= following else -value for value, following in pairs)
