"""What a stream says and does, step by step. Who carries the steps out, awaiting or blocking, is not known here."""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from functools import partial
from time import monotonic
from typing import Any

from studyapp.live.listeners import NEVER, Listener
from studyapp.live.messages import BYE, HERE, MOVED, Message, hello
from studyapp.live.reading import missed

SILENCE = 20.0  # seconds; proxies and sleeping networks forget a connection that is silent for longer
ASKED_EVERY = 60.0  # seconds: rights can end without an event


@dataclass(frozen=True)
class Say:
    text: str


@dataclass(frozen=True)
class Do:
    """Something that asks the database."""

    function: Callable[[], Any]


@dataclass(frozen=True)
class Wait:
    """Until woken, or so many seconds."""

    seconds: float


Steps = Generator[Say | Do | Wait, Any, None]


def next_step(steps: Steps, answer: object) -> Say | Do | Wait | None:
    """None at the end."""
    try:
        return steps.send(answer)
    except StopIteration:
        return None


class Conversation:
    """`lasting`: seconds after which it ends by itself; the browser comes back."""

    def __init__(
        self,
        listener: Listener,
        is_allowed: Callable[[], bool],
        *,
        lasting: float = NEVER,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self.listener, self.is_allowed, self.clock = listener, is_allowed, clock
        self.ends_at = clock() + lasting
        self.said_at = clock()
        self.ask_at = clock() + ASKED_EVERY * (1 + listener.phase) / 2  # not all at the same moment

    def steps(self) -> Steps:
        yield Say(hello("" if self.listener.lost else self.listener.cursor))  # a place only where nothing is missing
        while not self.listener.is_moved:
            if self.listener.is_behind:
                yield Do(partial(self.listener.catch_up, missed))
            messages = self.listener.take(self.clock())
            if self.must_ask(messages) and not (yield Do(self.is_allowed)):
                yield Say(str(BYE))
                return
            yield from self.say("".join(map(str, messages)))
            if self.clock() >= self.ends_at:
                return
            yield Wait(self.pause())
        yield Say(str(MOVED))

    def must_ask(self, messages: Sequence[Message]) -> bool:
        """Before anything is said when rights may have changed, and now and then."""
        is_time = self.clock() >= self.ask_at
        if is_time:
            self.ask_at = self.clock() + ASKED_EVERY
        return is_time or any(message.kind == "rights" for message in messages)

    def say(self, text: str) -> Steps:
        if not text and self.clock() - self.said_at >= SILENCE:
            text = str(HERE)
        if text:
            yield Say(text)
            self.said_at = self.clock()

    def pause(self) -> float:
        next_at = min(self.listener.next_at(), self.ends_at, self.ask_at, self.said_at + SILENCE)
        return max(0.0, next_at - self.clock())
