"""The codes of classes: slips are caught, nothing rude is printed."""

import json
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from challenge.classrooms import codes

VECTORS = json.loads(
    (Path(__file__).parents[2] / "vectors" / "class_codes.json").read_text()
)
whole_codes = st.text(
    codes.ALPHABET, min_size=codes.LENGTH - 1, max_size=codes.LENGTH - 1
).map(lambda body: body + codes.check_symbol(body))
# On a busy machine the first draw alone may take a second.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
places = st.integers(0, codes.LENGTH - 1)


def swapped(code: str, one: int, other: int) -> str:
    letters = list(code)
    letters[one], letters[other] = letters[other], letters[one]
    return "".join(letters)


@unhurried
@given(whole_codes)
def test_every_single_wrong_symbol_is_found(code):
    assert codes.check(code)
    for place in range(codes.LENGTH):
        for symbol in set(codes.ALPHABET) - {code[place]}:
            assert not codes.check(code[:place] + symbol + code[place + 1 :])


@unhurried
@given(whole_codes, places, places)
def test_every_swap_of_two_symbols_is_found(code, one, other):
    slip = swapped(code, one, other)
    assert codes.check(slip) == (slip == code)


@unhurried
@given(st.text(max_size=80))
def test_whatever_is_typed_is_a_code_or_nothing(typed):
    read = codes.read(typed)
    assert read == "" or codes.check(read)


@unhurried
@given(whole_codes)
def test_a_code_is_read_as_it_is_shown(code):
    assert codes.read(codes.shown(code)) == code
    assert codes.read(codes.shown(code).lower()) == code


def test_both_sides_read_alike():
    assert VECTORS["alphabet"] == codes.ALPHABET
    assert all(map(codes.check, VECTORS["good"]))
    for case in VECTORS["reads"]:
        assert codes.read(case["typed"]) == case["code"], case


def test_a_new_code_is_a_clean_one():
    made = {codes.new_code() for _ in range(500)}
    assert len(made) == 500
    assert all(codes.check(code) and codes.is_clean(code) for code in made)


def test_a_rude_code_is_not_given(monkeypatch):
    letters = iter("BFCKBBB" + "BCDFGHJ")
    monkeypatch.setattr(codes.secrets, "choice", lambda _: next(letters))
    assert codes.new_code().startswith("BCDFGHJ")


def test_the_list_of_rude_words_fits_the_symbols():
    assert all(set(word) <= set(codes.ALPHABET) for word in codes.RUDE)
