"""Carries a conversation out in the thread of a request, for servers without asyncio such as `runserver`."""

from collections.abc import Callable, Iterator
from threading import Event

from django.db import Error

from studyapp.live.conversation import Conversation, Do, Say, next_step
from studyapp.live.hub import hub
from studyapp.live.listeners import Listener
from studyapp.live.reading import let_go

LASTING = 20.0  # seconds: such a server has few threads, and does not see that a browser left


def blocked(listener: Listener, is_allowed: Callable[[], bool]) -> Iterator[str]:
    let_go()
    news, answer = Event(), None
    listener.wake = news.set
    hub.join(listener)
    try:
        steps = Conversation(listener, is_allowed, lasting=LASTING).steps()
        while step := next_step(steps, answer):
            answer = None
            if isinstance(step, Say):
                yield step.text
            elif isinstance(step, Do):
                answer = step.function()
                let_go()
            else:
                news.wait(step.seconds)
                news.clear()
    except Error:  # of the database: the browser comes back
        return
    finally:
        hub.leave(listener)
