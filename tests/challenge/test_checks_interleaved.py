"""However answers, forms and steps come in, a check tells nothing before it is handed in."""

import uuid

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from challenge.models import Attempt
from tests.challenge.conftest import Device
from tests.challenge.content import MODULE, STEPS, attempt, form, step
from tests.challenge.factories import new_learner, publish

FORMS = {"pre": ["a0", "a1", "a2"], "post": ["b0", "b1", "b2"]}
LONG, OTHER = "7" * 64, "9" * 64
PRACTICE = ("q-choice", "q-sort", "q-chat")
# A few ids for many answers, so that replays and ids used twice are common.
ids = st.integers(0, 15).map(lambda number: str(uuid.UUID(int=number)))
phases = st.sampled_from(sorted(FORMS))

check_attempts = st.builds(
    lambda phase, place, id_, option, version: {
        "id": id_,
        "module": MODULE,
        "version": version,
        "item": FORMS[phase][place],
        "phase": phase,
        "response": {"choices": [option]},
    },
    phases,
    st.integers(0, 2),
    ids,
    st.sampled_from(["tell", "wait"]),
    st.sampled_from([LONG, OTHER]),
)
practice_attempts = st.builds(
    lambda item, id_, phase: attempt(item, id=id_, phase=phase, version=LONG),
    st.sampled_from(PRACTICE),
    ids,
    st.sampled_from(["practice", "review"]),
)
actions = st.one_of(
    st.tuples(
        st.just("attempts/"),
        st.lists(st.one_of(check_attempts, practice_attempts), min_size=1, max_size=6),
    ),
    st.tuples(st.just("checks/"), phases.map(lambda p: form(p, version=LONG))),
    st.tuples(
        st.just("progress/"),
        st.lists(
            st.sampled_from(STEPS).map(lambda name: step(name, version=LONG)),
            min_size=1,
            max_size=5,
        ),
    ),
)
BODIES = {"attempts/": "attempts", "progress/": "steps"}
LOOKS = (
    ("GET", "learners/me/", None),
    ("GET", "learners/me/review/", None),
    ("GET", "learners/me/assignments/", None),
    ("POST", "certificates/", {"module": MODULE}),
)


class World:
    """A learner with two devices, and all that they were ever answered."""

    def __init__(self) -> None:
        self.learner, token = new_learner()
        self.devices = Device(token), Device(token)
        self.heard: list[tuple[int, bytes]] = []

    def send(self, number, method, path, body):
        response = self.devices[number % 2].send(method, path, body)
        words = response.content.replace(str(self.learner.uid).encode(), b"me")
        self.heard.append((response.status_code, words))
        return response


def body_of(path, what):
    return {BODIES[path]: what} if path in BODIES else what


def with_other_answer(sent, phase):
    """Return what was sent with the other option in the check of a phase."""
    if not isinstance(sent, list):
        return sent
    other = {"tell": "wait", "wait": "tell"}
    return [
        one | {"response": {"choices": [other[one["response"]["choices"][0]]]}}
        if one.get("phase") == phase
        else one
        for one in sent
    ]


@pytest.fixture
def published(db):
    publish(version=LONG, forms=FORMS, asked=2)
    publish(version=OTHER, forms=FORMS, asked=3, locale="ar")


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(sent=st.lists(actions, max_size=12), secret=phases)
def test_two_learners_who_differ_in_the_check_alone_hear_the_same(
    published, sent, secret
):
    one, two = World(), World()
    for number, (path, what) in enumerate(sent):
        first = one.send(number, "POST", path, body_of(path, what))
        other = body_of(path, with_other_answer(what, secret))
        two.send(number, "POST", path, other)
        if path == "checks/" and what["phase"] == secret and first.status_code == 200:
            # Now it is told, to both, and may differ.
            one.heard.pop(), two.heard.pop()
            break
        for look in LOOKS:
            one.send(number, *look)
            two.send(number, *look)
    assert one.heard == two.heard


class Model:
    """What is to become of answers and forms, in a few lines and without a database."""

    def __init__(self) -> None:
        self.ids: set[str] = set()
        self.forms: dict[str, dict[str, str]] = {"pre": {}, "post": {}}
        self.closed: set[str] = set()

    def batch(self, sent) -> list[str]:
        ignored: set[str] = set()
        statuses = []
        for one in sent:
            # An id stands for one answer of a batch: the first, whatever becomes of it.
            status = "ignored" if one["id"] in ignored else self.attempt(one)
            if status == "ignored":
                ignored.add(one["id"])
            statuses.append(status)
        return statuses

    def attempt(self, sent) -> str:
        phase, item = sent["phase"], sent["item"]
        if sent["id"] in self.ids:
            return "duplicate"
        if phase in self.forms:
            if phase in self.closed or item in self.forms[phase]:
                return "ignored"
            self.forms[phase][item] = sent["response"]["choices"][0]
        self.ids.add(sent["id"])
        return "recorded"

    def hand_in(self, phase) -> dict[str, float] | None:
        if len(self.forms[phase]) < 2 and phase not in self.closed:
            return None
        self.closed.add(phase)
        answers = sorted(self.forms[phase].items())
        return {item: float(option == "tell") for item, option in answers}


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(sent=st.lists(actions, max_size=12))
def test_the_first_answer_counts_once_and_stands(published, sent):
    world, model = World(), Model()
    for number, (path, what) in enumerate(sent):
        response = world.send(number, "POST", path, body_of(path, what))
        if path == "attempts/":
            statuses = [result["status"] for result in response.json()["results"]]
            assert statuses == model.batch(what)
        if path == "checks/":
            scores = model.hand_in(what["phase"])
            if scores is None:
                assert response.status_code == 409
                continue
            told = response.json()
            assert {one["item"]: one["score"] for one in told["results"]} == scores
            assert told["score"] == pytest.approx(sum(scores.values()) / len(scores))
    stored = Attempt.objects.filter(learner_id=world.learner.pk)
    assert stored.count() == len(model.ids)
