"""Radicals that stand for characters: fonts give ⽼⼈ or ⻓ for 老人 or 长, because both have the same glyph."""

import re
import unicodedata

# The Radicals Supplement has no decompositions; these are Unicode's EquivalentUnifiedIdeograph.txt, as far as the
# radical is drawn like the character.
SUPPLEMENT = dict(
    zip(
        "⺁⺂⺃⺄⺅⺆⺇⺉⺊⺋⺌⺍⺎⺏⺐⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺬⺭⺮⺯⺰⺱⺲⺳⺴⺶⺹⺺⺻⺼⺽⺾⺿⻀"
        "⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂乛乚乙亻冂几刂卜㔾小小兀尣尢巳幺彑彐忄㣺扌攵旡日月歺母民氵氺灬爫爫丬牛犭王疋示礻竹糹纟罓罒㓁网羊耂肀聿肉臼艹艹艹"
        "虎衤覀西见角角讠贝足车辶辶辶阝钅長镸长门阜阝雨青韦页风飞食飠飠饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)
# ⼾ decomposes to 戶, but what it replaces in the fonts of today is 户.
KANGXI = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)} | {"⼾": "户"}
CHARACTERS = SUPPLEMENT | KANGXI
RADICAL = re.compile(f"[{''.join(CHARACTERS)}]")


def without_radicals(text: str) -> tuple[str, int]:
    """The text with ordinary characters, and how many were put in."""
    return RADICAL.subn(lambda found: CHARACTERS[found[0]], text)
