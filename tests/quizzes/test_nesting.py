"""JSON from outside is measured before it is decoded."""

import base64
import json

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizzes.nesting import (
    MOST_LEVELS,
    TooDeeplyNested,
    check_encoded_nesting,
    check_nesting,
    check_token_nesting,
    decode_json,
    load_json,
)

# Strings that look like structure, and escapes that hide where a string ends.
TRICKY = st.text('[]{}"\\,:a\u2200', max_size=12)
JSON = st.recursive(
    st.none() | st.integers() | TRICKY,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(TRICKY, inner, max_size=4)
    ),
    max_leaves=40,
)
BOMBS = [
    "[" * 8_000,
    '{"a":' * 8_000,
    '[{"a":' * 4_000,
    "[" * 8_000 + "]" * 8_000,
    "[]," * 100 + "[" * 8_000,
    '{"]]]]]]]]": ' * 8_000,
    '["\\\\", ' * 8_000,
    '["\\"]", ' * 8_000,
]


def levels(value):
    inner = value.values() if isinstance(value, dict) else value
    if isinstance(value, dict | list):
        return 1 + max(map(levels, inner), default=0)
    return 0


def levels_before_a_fault(text):
    """Count as a decoder goes, which stops at an escape outside a string."""
    depth = most = 0
    in_string = escaped = False
    for letter in text:
        if in_string:
            in_string = escaped or letter != '"'
            escaped = letter == "\\" and not escaped
        elif letter == "\\":
            break
        elif letter == '"':
            in_string = True
        else:
            depth += (letter in "[{") - (letter in "]}")
            most = max(most, depth)
    return most


def passes(data):
    try:
        check_nesting(data)
    except TooDeeplyNested:
        return False
    return True


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(JSON, st.integers(0, 2 * MOST_LEVELS), st.booleans())
def test_the_limit_is_exact_for_valid_json(value, around, ascii_only):
    for _ in range(around):
        value = [value]
    text = json.dumps(value, ensure_ascii=ascii_only)

    assert passes(text) is (levels(value) <= MOST_LEVELS)
    assert passes(text.encode()) is passes(text)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text('[[[{{{]}"\\,:a', max_size=600))
def test_nothing_passes_that_a_decoder_would_go_down_into(text):
    if passes(text):
        assert levels_before_a_fault(text) <= MOST_LEVELS


@pytest.mark.parametrize("bomb", BOMBS, ids=lambda bomb: bomb[:12])
@pytest.mark.parametrize("read", [load_json, decode_json])
def test_a_bomb_is_refused_before_it_is_decoded(bomb, read, monkeypatch):
    monkeypatch.setattr(json, "loads", lambda *args: pytest.fail("decoded"))
    with pytest.raises(TooDeeplyNested):
        read(bomb.encode())


def test_a_bomb_inside_a_token_is_refused():
    bomb = base64.urlsafe_b64encode(b"[" * 8_000).decode()
    fine = base64.urlsafe_b64encode(b'{"alg":"none"}').decode().rstrip("=")
    for token in (
        f"{bomb}.{fine}.x",
        f"{fine}.{bomb}.x",
        f"{fine}.\u00e9{bomb[:-4]}.x",
    ):
        with pytest.raises(TooDeeplyNested):
            check_token_nesting(token)
    for text in (fine, "", "é", "=", f"{fine}.{fine}.x"):
        check_encoded_nesting(text)
        check_token_nesting(text)


def test_what_is_wrong_in_other_ways_is_a_value_error():
    for data in (b"", b"{", b'{"a"}', b"\xff", "[\ud800"):
        with pytest.raises(ValueError, match=r"."):
            load_json(data)
    with pytest.raises(msgspec.ValidationError):
        decode_json(b'{"a": 1}', list[int])
