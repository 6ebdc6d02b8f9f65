import string

from django.core.signing import b62_decode

import pytest

from challenge.learners import cards, tokens


def test_a_token_has_160_random_bits_behind_its_prefix():
    token = tokens.new_token()
    assert token.startswith("cop_")
    assert len(token) == len("cop_") + 27 + 6
    assert 62**27 > 2**160
    assert len({tokens.new_token() for _ in range(500)}) == 500
    assert b62_decode(token[4:31]) >= 0


def test_any_single_slip_is_refused_without_a_query():
    token = tokens.new_token()
    for place in range(len(token)):
        for symbol in "aZ09-":
            if token[place] != symbol:
                with pytest.raises(tokens.InvalidTokenError):
                    tokens.token_digests(token[:place] + symbol + token[place + 1 :])


@pytest.mark.parametrize("text", ["", "cop_", "x" * 37, "cop_" + "é" * 33, "cop_\n"])
def test_what_is_no_token_is_refused(text):
    with pytest.raises(tokens.InvalidTokenError):
        tokens.token_digests(text)


def test_former_keys_still_find_what_they_stored(settings):
    token = tokens.new_token()
    before = tokens.token_digests(token)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key"
    after = tokens.token_digests(token)
    assert len(before) == 1
    assert after[1] == before[0] != after[0]
    assert token not in "".join(after)


def test_a_card_is_eight_symbols_that_cannot_be_mistaken():
    card = cards.new_card()
    assert card[4] == "-"
    assert len(card) == 9
    assert not set(card) & set("ILOU" + string.ascii_lowercase)


@pytest.mark.parametrize(
    "typed",
    [
        "AB10-CD10",
        "ab10cd10",
        " ab10 - cd10 ",
        "abIo—cdlO",
        "\u200fAB10\u2011CD10",
        "AB١٠-CD۱۰",
    ],
)
def test_slips_in_typing_a_card_are_forgiven(typed):
    assert cards.card_digests(typed) == cards.card_digests("AB10CD10") != ()


@pytest.mark.parametrize("typed", ["", "AB10CD1", "AB10CD100", "AB10CDU0", "ا" * 8])
def test_what_is_no_card_has_no_digest(typed):
    assert cards.card_digests(typed) == ()
