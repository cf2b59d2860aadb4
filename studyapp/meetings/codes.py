"""Ways into a meeting: the members' link never changes, the codes for guests and checking in change by the clock."""

import secrets
from base64 import urlsafe_b64encode
from hashlib import sha256

from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without I, L, O, U: read aloud and typed right
LENGTH = 8
SECONDS = 30  # as long as a code is shown
ACCEPTED = 4  # of the last ones: for two minutes
TOKEN_BYTES = 16


def new_nonce() -> str:
    return secrets.token_hex(16)


def link_token(nonce: str) -> str:
    """What stands in the members' link, for as long as there is the meeting."""
    return urlsafe_b64encode(derived("link", nonce)[:TOKEN_BYTES]).decode().rstrip("=")


def current_code(nonce: str) -> str:
    """What the big screen shows now."""
    return code_at(nonce, window())


def seconds_left() -> float:
    """Until the screen shows the next code."""
    return SECONDS - timezone.now().timestamp() % SECONDS


def is_accepted(nonce: str, code: str) -> bool:
    """Whether the code is, or was within the last two minutes, the one that is shown."""
    now = window()
    return any(constant_time_compare(code, code_at(nonce, now - age)) for age in range(ACCEPTED))


def window() -> int:
    return int(timezone.now().timestamp()) // SECONDS


def code_at(nonce: str, number: int) -> str:
    return to_type(derived("code", f"{nonce}.{number}"))


def screen_code(nonce: str) -> str:
    """What is typed once at the computer to which a big screen is lent."""
    return to_type(derived("screen", nonce))


def digest_of_screen_code(code: str) -> str:
    """What the database keeps of it: without the key it says nothing about the code."""
    return derived("screen-lookup", code).hex()


def to_type(secret: bytes) -> str:
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in secret[:LENGTH])


def derived(purpose: str, value: str) -> bytes:
    return salted_hmac(f"studyapp.meetings.{purpose}", value, algorithm="sha256").digest()


def guest_token(ticket: str = "") -> str:
    """Kept by the guest's browser alone; the database has its digest. The same for the same ticket."""
    seed = derived("guest", ticket) if ticket else secrets.token_bytes(32)
    return urlsafe_b64encode(seed).decode().rstrip("=")


def digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
