"""Whatever the network does with a learner's answers, the same progress comes out."""

import uuid

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from challenge.models import Attempt, Progress
from challenge.progress.marks import ModuleProgress
from cms.publications.answer_keys import AnswerKey
from tests.challenge.conftest import Device
from tests.challenge.content import (
    MODULE,
    RIGHT,
    STEPS,
    VERSION,
    WRONG,
    attempt,
    step,
)
from tests.challenge.factories import new_learner, publish

LONGER = "5" * 64
SHORTER = "6" * 64

events = st.one_of(
    st.builds(
        lambda item, right, version: attempt(
            item, (RIGHT if right else WRONG)[item], version=version
        ),
        # The first answer to a question of a check counts, so there the order matters:
        # tests/challenge/test_checks_interleaved.py.
        st.sampled_from([item for item in sorted(RIGHT) if item.startswith("q-")]),
        st.booleans(),
        st.sampled_from([VERSION, LONGER, SHORTER]),
    ),
    st.builds(
        lambda name, version: step(name, version=version),
        st.sampled_from(STEPS),
        st.sampled_from([VERSION, LONGER]),
    ),
)


def deliver(batches):
    """Send batches as a new learner; give its progress and what was stored."""
    learner, token = new_learner()
    device = Device(token)
    for batch in batches:
        attempts = [event for event in batch if "response" in event]
        steps = [event for event in batch if "step" in event]
        if attempts:
            device.answer(*attempts)
        if steps:
            device.finish(*steps)
    progress = Progress.objects.filter(learner_id=learner.pk).values(
        "module", "marks", "versions", "state", "stars"
    )
    attempts = Attempt.objects.filter(learner_id=learner.pk).values_list(
        "uid", "item", "version", "numerator"
    )
    return list(progress), set(attempts)


@pytest.fixture
def three_versions(module):
    """The module as it is, with a step more, and with two steps less."""
    publish(version=LONGER, steps=[*STEPS, "s-more"])
    publish(version=SHORTER, steps=STEPS[:3], graded=["q-choice", "q-sort"])


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_replays_reorders_repeats_and_splits_give_the_same_state(three_versions, data):
    sent = data.draw(st.lists(events, min_size=1, max_size=12))
    repeats = data.draw(st.lists(st.sampled_from(sent), max_size=6))
    mixed = data.draw(st.permutations([*sent, *repeats]))
    cut = data.draw(st.integers(0, len(mixed)))
    whole = deliver([sent])
    assert deliver([mixed[:cut], mixed[cut:]]) == whole
    assert deliver([[event] for event in mixed]) == whole
    assert deliver([sent, sent]) == whole


marks = st.lists(
    st.tuples(st.sampled_from("abcd"), st.one_of(st.none(), st.integers(0, 1000)))
)


@given(marks, st.randoms(use_true_random=False))
def test_marks_are_a_join(sent, random):
    key = AnswerKey(MODULE, "en", {}, ("a", "b", "c"), ("a", "b"))

    def progress(entries):
        entry = ModuleProgress(MODULE)
        entry.play("v")
        for name, score in entries:
            entry.mark(name, score)
            entry.settle({"v": key})
        return entry.marks, entry.state, entry.stars

    mixed = [*sent, *sent[: len(sent) // 2]]
    random.shuffle(mixed)
    assert progress(mixed) == progress(sent)


@given(marks, marks)
def test_nothing_ever_falls(before, after):
    key = AnswerKey(MODULE, "en", {}, ("a", "b"), ("a", "b"))
    entry = ModuleProgress(MODULE)
    entry.play("v")
    seen = []
    for name, score in [*before, *after]:
        entry.mark(name, score)
        entry.settle({"v": key})
        seen.append((entry.finished, entry.stars, len(entry.marks)))
    assert seen == sorted(seen)


def test_ids_of_any_uuid_version_are_taken(module):
    _, token = new_learner()
    device = Device(token)
    for made in (uuid.uuid1(), uuid.uuid4(), uuid.UUID(int=0)):
        result = device.answer(attempt("q-choice", id=str(made)))["results"][0]
        assert result["status"] == "recorded"
