"""The secrets of an invitation: derived from SECRET_KEY and a nonce, so none is stored and all can be shown again."""

import secrets
import unicodedata
from base64 import urlsafe_b64encode

from django.utils.crypto import salted_hmac

# Crockford's base 32: no I, L, O, U, so that what is read aloud or from a wall is typed right.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOOKALIKES = str.maketrans("ILO", "110")
CODE_LENGTH = 8
TOKEN_BYTES = 16


def new_nonce() -> str:
    return secrets.token_hex(16)


def token_of(nonce: str) -> str:
    """What stands in the link: 128 bits, 22 characters."""
    return urlsafe_b64encode(derived("token", nonce)[:TOKEN_BYTES]).decode().rstrip("=")


def code_of(nonce: str) -> str:
    """What one types: 40 bits, 8 characters."""
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in derived("code", nonce)[:CODE_LENGTH])


def lookup_hash(secret: str) -> str:
    """What the database keeps of a token or code: without the key it says nothing about them."""
    return derived("lookup", secret).hex()


def tidy(typed: str) -> str:
    """A code as it was meant: full-width, lower case, spaces, hyphens and look-alikes are forgiven."""
    plain = unicodedata.normalize("NFKC", typed).upper().translate(LOOKALIKES)
    return "".join(character for character in plain if character in ALPHABET)


def in_halves(code: str) -> str:
    return f"{code[:4]} {code[4:]}"


def derived(purpose: str, value: str) -> bytes:
    return salted_hmac(f"studyapp.groups.invitation.{purpose}", value, algorithm="sha256").digest()
