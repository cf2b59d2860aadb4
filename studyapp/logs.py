"""What stands in the log: addresses without what opens something, without words that were looked for in notes, and
without what somebody makes a card of."""

import logging
import re
from typing import Any

SECRET = re.compile(
    r"(/account/(?:link|first|confirm-email|password/reset/key)/|/i/|/m/\d+/|/meetings/\d+/check-in/)[^/?\s\"']+"
)
WORDS = re.compile(r"(/(?:notebook|cards)/(?:\w[\w-]*/)*\?)[^\s\"']+")


class WithoutSecrets(logging.Filter):
    """Lets every record pass; what it is told with keeps its shape, for formatters that look into it."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = without_secrets(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(map(without_secrets, record.args))
        return True


def without_secrets(said: Any) -> Any:
    return WORDS.sub(r"\1…", SECRET.sub(r"\1…", said)) if isinstance(said, str) else said
