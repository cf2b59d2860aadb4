"""A row of pieces cut into parts of about the same length. Pure."""

from collections.abc import Sequence
from itertools import accumulate


def cuts(lengths: Sequence[int], parts: int) -> list[int]:
    """Behind which pieces to cut, so that each cut is as near as can be to where equal parts would end."""
    sums = [0, *accumulate(lengths)]
    found: list[int] = []
    for part in range(1, parts + 1):
        least, most = (found[-1] if found else 0) + 1, len(lengths) - (parts - part)  # one at least for each
        found.append(min(range(least, most + 1), key=lambda cut: abs(sums[cut] * parts - sums[-1] * part)))
    return [*found[:-1], len(lengths)]
