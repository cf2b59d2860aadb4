"""Sentences for a person, made where there is no Django: a Chinese pattern and its values, translated on the screen."""

from collections.abc import Mapping
from dataclasses import dataclass, field


def gettext_noop(pattern: str) -> str:
    """Mark a pattern for the translators' catalogue; it is looked up when it is shown."""
    return pattern


@dataclass(frozen=True, slots=True)
class Remark:
    """`pattern` is a str.format pattern and the catalogue's key; `paragraph` is where to look, counted from 1."""

    pattern: str
    values: Mapping[str, str | int] = field(default_factory=dict)
    paragraph: int | None = None

    def __str__(self) -> str:
        return self.pattern.format(**self.values)


class RemarkError(Exception):
    """What cannot be done, with the reason in words for whoever asked."""

    def __init__(self, pattern: str, **values: str | int) -> None:
        self.remark = Remark(pattern, values)
        super().__init__(str(self.remark))


class RefusedError(RemarkError):
    """A file that cannot be taken."""
