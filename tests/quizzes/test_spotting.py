"""What grading promises in the kinds in which a learner spots what warns."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quizzes.grading import grade, picks
from tests.quizzes.strategies import steady

LINES = st.sampled_from(["", "Why.", "Because."])
# The kind, the field of its response, that of its key, and what a sign is called there.
each_kind = pytest.mark.parametrize(
    ("kind", "field", "things", "sign"),
    [("mark", "marks", "parts", "sign"), ("hotspot", "spots", "spots", "trick")],
    ids=["mark", "hotspot"],
)


@st.composite
def warns(draw):
    """Draw which parts warn, as it may be published: some do, and some do not."""
    found = draw(st.lists(st.booleans(), min_size=2, max_size=12))
    assume(any(found) and not all(found))
    return {f"p{index}": warning for index, warning in enumerate(found)}


def key_of(things, sign, warning, lines=("", "", "")):
    feedback, right, wrong = lines
    return {
        things: {
            id_: {sign: warns_, "feedback": feedback} for id_, warns_ in warning.items()
        },
        "right": right,
        "wrong": wrong,
    }


@each_kind
@steady
@given(data=st.data(), warning=warns())
def test_the_order_of_picking_does_not_matter(kind, field, things, sign, data, warning):
    key = key_of(things, sign, warning)
    picked = data.draw(st.lists(st.sampled_from(list(warning)), unique=True))
    shuffled = data.draw(st.permutations(picked))
    one = grade(kind, key, {field: picked})
    assert grade(kind, key, {field: shuffled}) == one
    assert picks(kind, one.response) == [id_ for id_ in warning if id_ in picked]


@each_kind
@steady
@given(warning=warns())
def test_picking_everything_is_never_a_full_score(kind, field, things, sign, warning):
    result = grade(kind, key_of(things, sign, warning), {field: list(warning)})
    assert result.outcome != "correct"


@each_kind
@steady
@given(data=st.data(), warning=warns())
def test_one_more_found_never_costs_and_a_false_alarm_never_pays(
    kind, field, things, sign, data, warning
):
    key = key_of(things, sign, warning)
    picked = data.draw(
        st.lists(st.sampled_from(list(warning)), unique=True).filter(
            lambda ids: len(ids) < len(warning)
        )
    )
    more = data.draw(st.sampled_from([id_ for id_ in warning if id_ not in picked]))
    before = grade(kind, key, {field: picked}).numerator
    after = grade(kind, key, {field: [*picked, more]}).numerator
    assert after >= before if warning[more] else after <= before


@each_kind
@steady
@given(data=st.data(), warning=warns())
def test_only_the_signs_alone_are_correct(kind, field, things, sign, data, warning):
    picked = data.draw(st.sets(st.sampled_from(list(warning))))
    result = grade(kind, key_of(things, sign, warning), {field: sorted(picked)})
    signs = {id_ for id_, warns_ in warning.items() if warns_}
    assert (result.outcome == "correct") == (picked == signs)


@each_kind
@steady
@given(data=st.data(), warning=warns(), lines=st.tuples(LINES, LINES, LINES))
def test_feedback_is_that_of_what_was_picked_and_a_closing_line(
    kind, field, things, sign, data, warning, lines
):
    picked = data.draw(st.sets(st.sampled_from(list(warning))))
    key = key_of(things, sign, warning, lines)
    result = grade(kind, key, {field: sorted(picked)})
    why, right, wrong = lines
    said = [why] * len(picked) + [right if result.score == 1 else wrong]
    assert result.feedback == "\n".join(line for line in said if line)
