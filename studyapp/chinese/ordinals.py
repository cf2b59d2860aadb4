"""Numbers as Word and HTML write them in front of list items: 3 → 三, Ⅲ, c, ③ …"""

from collections.abc import Callable

from studyapp.chinese.numerals import FORMS, STEMS

DIGITS = "".join(forms[0] for forms in FORMS)
FORMAL = "".join(forms[1] for forms in FORMS)
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"))
ROMAN_UNITS = ((9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
LARGEST = 9_999  # above it Chinese and Roman numbers are written in digits


def counted(number: int, digits: str, units: str) -> str:
    """二十三, 一百零五; with `units` 十百千 or 拾佰仟."""
    places = [
        (int(digit), power) for power, digit in zip(range(len(str(number)) - 1, -1, -1), str(number), strict=True)
    ]
    text, gap = "", False
    for digit, power in places:
        if not digit:
            gap = bool(text)
            continue
        text += ("零" if gap else "") + digits[digit] + (units[power - 1] if power else "")
        gap = False
    return text or "零"


def chinese(number: int) -> str:
    text = counted(number, DIGITS, "十百千")
    return text.removeprefix("一") if text.startswith("一十") else text


def formal(number: int) -> str:
    return counted(number, FORMAL, "拾佰仟")


def in_digits(number: int) -> str:
    return "".join(DIGITS[int(digit)] for digit in str(number))


def roman(number: int) -> str:
    text = ""
    for value, letters in (*ROMAN, *ROMAN_UNITS):
        text += letters * (number // value)
        number %= value
    return text


def letters(number: int) -> str:
    """a … z, aa, bb … as Word counts."""
    repeat, index = divmod(number - 1, 26)
    return chr(ord("a") + index) * (repeat + 1)


def circled(number: int) -> str:
    starts = ((1, 20, "①"), (21, 35, "㉑"), (36, 50, "㊱"))
    return next((chr(ord(sign) + number - low) for low, high, sign in starts if low <= number <= high), str(number))


def cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)]


WRITERS: dict[str, Callable[[int], str]] = {
    "upperRoman": roman,
    "lowerRoman": lambda number: roman(number).lower(),
    "lowerLetter": letters,
    "upperLetter": lambda number: letters(number).upper(),
    "decimalZero": lambda number: f"{number:02}",
    "decimalEnclosedCircle": circled,
    "decimalEnclosedCircleChinese": circled,
    "decimalEnclosedParen": lambda number: f"({number})",
    "decimalEnclosedFullstop": lambda number: f"{number}.",
    "decimalFullWidth": lambda number: str(number).translate(
        {ord("0") + digit: "０１２３４５６７８９"[digit] for digit in range(10)}
    ),
    "ordinal": lambda number: f"{number}.",
    "ideographDigital": in_digits,
    "japaneseDigitalTenThousand": in_digits,
    "taiwaneseDigital": in_digits,
    "ideographEnclosedCircle": lambda number: chr(ord("㊀") + number - 1) if number <= 10 else chinese(number),
    "ideographTraditional": cycle(STEMS),
    "ideographZodiac": cycle(BRANCHES),
    "chineseLegalSimplified": formal,
    "ideographLegalTraditional": formal,
    **dict.fromkeys(
        (
            "chineseCounting",
            "chineseCountingThousand",
            "japaneseCounting",
            "japaneseLegal",
            "taiwaneseCounting",
            "taiwaneseCountingThousand",
            "koreanCounting",
        ),
        chinese,
    ),
}


def ordinal(number: int, style: str) -> str:
    """`number` in a style by its OOXML name; unknown styles are written in Arabic digits."""
    if not 1 <= number <= LARGEST or style not in WRITERS:
        return str(number)
    return WRITERS[style](number)
