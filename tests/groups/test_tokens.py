"""The secrets of an invitation, without a database."""

import pytest

from studyapp.groups import tokens

NONCE = "0f" * 16


def test_a_nonce_always_leads_to_the_same_secrets():
    assert (tokens.token_of(NONCE), tokens.code_of(NONCE)) == (tokens.token_of(NONCE), tokens.code_of(NONCE))


def test_secrets_change_with_the_nonce():
    assert tokens.code_of(tokens.new_nonce()) != tokens.code_of(tokens.new_nonce())


def test_secrets_change_with_the_secret_key(settings):
    before = tokens.token_of(NONCE), tokens.lookup_hash("x")
    settings.SECRET_KEY = "another"
    assert (tokens.token_of(NONCE), tokens.lookup_hash("x")) != before


def test_a_token_fits_into_a_link_and_a_code_can_be_read_aloud():
    assert len(tokens.token_of(NONCE)) == 22
    assert len(tokens.code_of(NONCE)) == tokens.CODE_LENGTH
    assert set(tokens.code_of(NONCE)) <= set(tokens.ALPHABET)


@pytest.mark.parametrize(
    "typed", ["TEA7K01M", "tea7 k01m", "TEA7-K01M", "ＴＥＡ７　Ｋ０１Ｍ", "TEA7 KOIM", "tea7 kolm", "  tea7k01m\n"]
)
def test_a_code_is_understood_however_it_is_typed(typed):
    assert tokens.tidy(typed) == "TEA7K01M"
