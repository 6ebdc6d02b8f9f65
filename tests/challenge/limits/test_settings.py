"""LIMITS in the environment: what an operator may write, and what stops the server."""

from django.core.exceptions import ImproperlyConfigured

import pytest

from config.limits import DEFAULTS, guess_share_from, limits_from


def test_a_limit_is_changed_and_the_others_stay():
    limits = limits_from([" new-learner = 6000/0.5 ", ""])
    assert limits["new-learner"] == (6000, 0.5)
    assert limits | {"new-learner": DEFAULTS["new-learner"]} == DEFAULTS


@pytest.mark.parametrize(
    "entry",
    [
        "new-learners=6000/1",
        "new-learner",
        "new-learner=6000",
        "new-learner=0/1",
        "new-learner=5/0",
        "new-learner=5/-1",
        "new-learner=5/nan",
        "new-learner=5/inf",
        "new-learner=5.5/1",
    ],
)
def test_a_value_that_is_no_limit_is_refused_with_the_names(entry):
    with pytest.raises(ImproperlyConfigured, match="LIMITS.*new-learner"):
        limits_from([entry])


def test_the_share_of_guesses_is_a_probability():
    assert guess_share_from("3e-5") == guess_share_from("0.00003") == 3e-5
    for text in ("", "x", "0", "-1", "1", "nan"):
        with pytest.raises(ImproperlyConfigured, match="GUESS_SHARE"):
            guess_share_from(text)
