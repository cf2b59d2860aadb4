"""Punctuation width and 简/繁: what may be offered at the desk, and the conversion once it is chosen. Never silent."""

import functools
import re
from collections.abc import Callable
from typing import Any, Literal

from studyapp.chinese.characters import HAN
from studyapp.importing.material import Choices

Offer = Literal["punctuation", "script"]
Convert = Callable[[str], str]

FULL_WIDTH = dict(zip(",;:!?()", "，；：！？（）", strict=True))
# Half-width stops count where a Han character or a closing mark stands before them: 3,000 and 10:30 stay.
HALF_STOP = re.compile(rf"(?<=[{HAN}”’》）)])[,;:!?]|[(](?=[{HAN}])|(?<=[{HAN}])[()]|(?<=[{HAN}])\.(?=\s|$|[{HAN}])")
SAMPLE = 20_000
CONFIGURATIONS = {"simplified": "t2s", "traditional": "s2t"}


def offers(text: str) -> tuple[Offer, ...]:
    """What the desk should ask about: half-width stops in Chinese, characters of the other script."""
    sample = text[:SAMPLE]
    found: list[Offer] = []
    if len(HALF_STOP.findall(sample)) > len(re.findall(r"[，；：！？（）]", sample)):
        found.append("punctuation")
    if other_script(sample):
        found.append("script")
    return tuple(found)


def other_script(text: str) -> Literal["simplified", "traditional"] | None:
    """The script that the text could be turned into: traditional text is offered simplified, and only that."""
    changed = sum(before != after for before, after in zip(text, _opencc("t2s")(text), strict=False))
    return "simplified" if changed > len(text) // 20 else None


def converter(choices: Choices) -> Convert:
    steps: list[Convert] = []
    if choices.punctuation == "full":
        steps.append(full_width)
    if choices.script != "keep":
        steps.append(_opencc(CONFIGURATIONS[choices.script]))
    return lambda text: functools.reduce(lambda so_far, step: step(so_far), steps, text)


def full_width(text: str) -> str:
    """Chinese stops where half-width ones stand between Chinese words."""
    return HALF_STOP.sub(lambda found: FULL_WIDTH.get(found[0], "。"), text)


@functools.cache
def _opencc(configuration: str) -> Convert:
    import opencc

    converter: Any = opencc.OpenCC(configuration)
    return lambda text: str(converter.convert(text))
