"""When a listener gets the next merged notice: often while few listen, spread over the window when many do. Pure.

Each listener fetches what a notice names. So N listeners may get one each in N / 28 seconds, 28 fetches a second, and
the last of 300 hears within eleven seconds: it leaves room for what else is fetched in a meeting.
"""

from math import floor

FETCHES = 28  # a second, by all listeners of a topic together
LEAST = 0.5  # seconds between two notices to the same listener
FEW = 14  # listeners who may all fetch at the same moment


def window(listeners: int) -> float:
    """Seconds in which each listener gets one merged notice at most."""
    return max(LEAST, listeners / FETCHES)


def due(now: float, *, last: float, phase: float, listeners: int) -> float:
    """The moment for what happened now. `last`: when this listener got one; `phase`: its place in the window, 0 to 1.

    Few listeners hear of it at once after a quiet window. Many keep to their places, all different, in each window.
    """
    length = window(listeners)
    if listeners <= FEW:
        return max(now, last + length)
    return (floor(now / length - phase) + 1 + phase) * length
