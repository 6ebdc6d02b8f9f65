"""A solver that tries every way to learn the answers of checks before it must give them."""

import itertools
import random
import uuid

from django.core.cache import cache

import pytest

from challenge.models import Attempt, Progress
from cms import memory
from tests.adversary import rounds
from tests.challenge.conftest import Device
from tests.challenge.content import STEPS, step
from tests.challenge.factories import new_learner, publish

OPTIONS = ("tell", "wait")
MODULES = 33
QUESTIONS = 5  # of each form: 330 in all


@pytest.fixture(autouse=True)
def _nothing_left_over():
    cache.clear()
    memory.forget()


@pytest.fixture
def modules(db):
    """Modules whose checks have 330 questions, each with one of two options right."""
    found = {}
    for number in range(MODULES):
        module, version = f"m{number}", f"{number:064d}"
        forms = {
            phase: [f"{module}-{phase}-{place}" for place in range(QUESTIONS)]
            for phase in ("pre", "post")
        }
        publish(module, version, forms=forms)
        found[module, version] = forms
    return found


def try_(module, version, item, phase, option, **more):
    return {
        "id": str(uuid.uuid4()),
        "module": module,
        "version": version,
        "item": item,
        "phase": phase,
        "response": {"choices": [option]},
    } | more


def hints_in(result):
    """Return what of a result depends on the answer, as far as a solver can tell."""
    return {
        name: value
        for name, value in result.items()
        if name not in ("id", "status", "code", "detail") and value is not None
    }


class Solver:
    """One learner who asks about a question in every way before it decides."""

    def __init__(self) -> None:
        _, token = new_learner()
        self.device = Device(token)
        self.guess = random.Random(1995)
        self.calls = 0

    def answer(self, *attempts):
        self.calls += 1
        return self.device.answer(*attempts)["results"]

    def probe(self, module, version, item, phase):
        """Return the option that a hint speaks for, or one by chance."""
        seen = {}
        first = self.guess.choice(OPTIONS)
        tries = [try_(module, version, item, phase, first)]
        # Again with each option, with the same id, in each other phase, alone and together.
        tries += [try_(module, version, item, phase, option) for option in OPTIONS]
        tries += [tries[0] | {"response": {"choices": [o]}} for o in OPTIONS]
        tries += [
            try_(module, version, item, other, option)
            for other, option in itertools.product(
                ("pre", "post", "practice", "review"), OPTIONS
            )
        ]
        for sent in tries:
            for result in self.answer(sent):
                if result["status"] in ("recorded", "duplicate"):
                    seen[sent["response"]["choices"][0]] = hints_in(result)
        self.answer(*tries)
        hints = [option for option, hint in seen.items() if hint.get("score") == 1]
        return hints[0] if hints else first


def test_a_solver_comes_no_further_than_chance(modules, figure):
    solver = Solver()
    share = rounds(6, MODULES)
    right = asked = 0
    for (module, version), forms in itertools.islice(modules.items(), share):
        told = {}
        for phase, items in forms.items():
            for item in items:
                solver.probe(module, version, item, phase)
            form = {"module": module, "version": version, "phase": phase}
            told[phase] = solver.device.hand_in(form)
            # What the form tells now is of no more use.
            for result in told[phase]["results"]:
                later = solver.answer(
                    try_(module, version, result["item"], phase, "tell")
                )[0]
                assert later["status"] == "ignored"
            assert solver.device.hand_in(form) == told[phase]
            right += sum(one["score"] for one in told[phase]["results"])
            asked += len(items)
    figure("questions of checks solved", f"{right:.0f} of {asked} (chance 1/2)")
    # Four standard deviations above a coin.
    assert right <= asked / 2 + 4 * (asked / 4) ** 0.5


def test_claims_earn_neither_an_end_nor_a_certificate(modules, figure):
    device = Solver().device
    certificates = 0
    for (module, version), forms in modules.items():
        names = [*STEPS, *forms["pre"], *forms["post"]]
        claims = [step(name, module=module, version=version) for name in names]
        answer = device.finish(*claims)
        assert answer["progress"][0]["state"] == "started"
        asked = device.send("POST", "certificates/", {"module": module})
        certificates += asked.status_code == 200
    figure("certificates for claims alone", f"{certificates} of {MODULES}")
    assert certificates == 0


def test_one_learner_does_not_outweigh_all_others(modules, settings, figure):
    device = Solver().device
    (module, version), _ = next(iter(modules.items()))
    batches = rounds(5, 599)
    for _ in range(batches):
        sent = [
            try_(module, version, "q-choice", "practice", "tell") for _ in range(100)
        ]
        statuses = {result["status"] for result in device.answer(*sent)["results"]}
        assert statuses <= {"recorded", "ignored"}
    stored = Attempt.objects.count()
    figure("answers to one question that count", f"{stored} of {100 * batches}")
    assert stored == settings.ANSWERS_PER_QUESTION_A_DAY
    assert Progress.objects.get().daily_answers == {"q-choice": stored}
