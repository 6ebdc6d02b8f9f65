"""Made-up learners who play what is published, for the local demo and nothing else.

They answer through the same calls as everybody, so whatever is counted is counted as it
will be. The same number gives the same answers.
"""

import json
import random
import uuid
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any, cast

from challenge.learners import services
from challenge.learners.models import Learner, today
from challenge.learners.tokens import token_digests
from challenge.progress import store
from challenge.progress.handing_in import UnansweredError, hand_in
from challenge.progress.intake import Answer, SentAttempt, SentStep, judge
from challenge.progress.models import Phase
from cms.publications.answer_keys import AnswerKey, ItemKey, answer_keys
from cms.publications.models import Publication
from quizzes.kinds import get as get_kind
from quizzes.kinds.chat_types import ChatKey
from quizzes.kinds.chat_walk import follow, offered, start_values

SEED = 1995
# Of a hundred who do a step, so many go on to the next; at one step a module, fewer do.
GO_ON = 0.97
CLIFF = 0.7
HAS_FORM_B = 0.9
# How much easier it is after the module than before.
LEARNED = 0.25


class Player:
    """One made-up learner, new or that of ``token``: a skill, and dice of its own."""

    def __init__(self, number: int, locale: str, token: str = "") -> None:
        self.dice = random.Random(SEED * 1000 + number)  # noqa: S311 -- no secret
        self.skill = min(0.95, max(0.1, self.dice.gauss(0.6, 0.2)))
        self.digests = token_digests(token or services.create(locale=locale)[1])

    def play(self, version: str, key: AnswerKey, phases: Mapping[str, str]) -> int:
        """Play a module, perhaps not to its end; give the number of answers."""
        steps = self._way(key)
        answers = self._check(version, key, phases, Phase.PRE, 0)
        for step in steps:
            if step in key.items:
                answers += self._answer(version, key, step, Phase.PRACTICE, 0.1)
        if len(steps) == len(key.steps) and self.dice.random() < HAS_FORM_B:
            answers += self._check(version, key, phases, Phase.POST, LEARNED)
        done = [
            SentStep(key.module_key, version, step)
            for step in steps
            if step not in key.items
        ]
        store.record(self.digests, answers, done, {version: key}, today())
        learner = cast(Learner, services.find_by_token(self.digests))
        for phase in {answer.phase for answer in answers} & {*key.forms}:
            # An answer of its that was no answer leaves a question open.
            with suppress(UnansweredError):
                hand_in(learner.pk, key.module_key, version, phase)
        return len(answers)

    def _way(self, key: AnswerKey) -> Sequence[str]:
        """Return the steps that the learner does."""
        cliff = 1 + sum(map(ord, key.module_key)) % max(1, len(key.steps) - 1)
        for number in range(1, len(key.steps)):
            if self.dice.random() > (CLIFF if number == cliff else GO_ON):
                return key.steps[:number]
        return key.steps

    def _check(
        self,
        version: str,
        key: AnswerKey,
        phases: Mapping[str, str],
        phase: Phase,
        help_: float,
    ) -> list[Answer]:
        return [
            answer
            for item, its_phase in phases.items()
            if its_phase == phase
            for answer in self._answer(version, key, item, phase, help_)
        ]

    def _answer(
        self, version: str, key: AnswerKey, item: str, phase: Phase, help_: float
    ) -> list[Answer]:
        response = self._response(key.items[item], min(0.97, self.skill + help_))
        uid = str(uuid.UUID(int=self.dice.getrandbits(128), version=4))
        sent = SentAttempt(uid, key.module_key, version, item, phase, response)
        judged = judge(sent, {version: key})
        return [judged] if isinstance(judged, Answer) else []

    def _response(self, item: ItemKey, chance: float) -> Mapping[str, object]:
        """Return what the learner says: right, by chance, or something close to it."""
        kind = get_kind(item.kind)
        key: Mapping[str, Any] = item.key
        if kind.is_story:
            return {"path": self._walk(cast("ChatKey", key), chance)}
        try:
            right = kind.perfect(item.key)
        except LookupError:
            return kind.empty()
        if not kind.scored and "options" in key:
            return {"choice": self.dice.choice(list(key["options"]))}
        if self.dice.random() < chance:
            return right
        if "options" in key:
            return {name: [self._wrong(key["options"])] for name in right}
        return {name: self._shaken(value) for name, value in right.items()}

    def _wrong(self, options: Mapping[str, Any]) -> str:
        """Choose a wrong option; each is a third as tempting as the one before."""
        wrong = [id_ for id_, option in options.items() if not option["correct"]]
        weights = [3.0**-number for number in range(len(wrong))]
        return self.dice.choices(wrong, weights)[0]

    def _walk(self, key: ChatKey, chance: float) -> list[str]:
        """Walk through a story; who goes in circles is not counted."""
        path: list[str] = []
        at, values = key["start"], start_values(key)
        for _part in key["nodes"]:
            node = key["nodes"][at]
            if node["ending"]:
                break
            free = offered(node, values, path)
            good = [id_ for id_ in free if node["choices"][id_]["weight"] >= 0]
            pool = good if good and self.dice.random() < chance else free
            picked = self.dice.sample(pool, min(node["pick"], len(pool)))
            path += picked
            at, values = follow(node, values, picked)
        return path

    def _shaken(self, value: Any) -> Any:
        """Change a right response a little: two answers swapped, or one left out."""
        if isinstance(value, dict) and len(value) > 1:
            names = self.dice.sample(list(value), 2)
            return value | {names[0]: value[names[1]], names[1]: value[names[0]]}
        if isinstance(value, list) and len(value) > 1:
            place = self.dice.randrange(len(value) - 1)
            swapped = [*value]
            swapped[place], swapped[place + 1] = swapped[place + 1], swapped[place]
            is_list_of_ids = all(isinstance(part, str) for part in value)
            return (
                swapped if self.dice.random() < 0.5 or not is_list_of_ids else value[1:]
            )
        return value


def simulate(learners: int) -> int:
    """Let so many new learners play every module that is published; give the answers."""
    modules = modules_now()
    keys = answer_keys(modules)
    total = 0
    for number in range(learners):
        # Two of three play in the first language.
        locales = sorted({key.locale for key in keys.values()}, reverse=True)
        locale = locales[(number % 3) // 2 % len(locales)] if locales else "en"
        player = Player(number, locale)
        for version, phases in modules.items():
            if keys[version].locale == locale:
                total += player.play(version, keys[version], phases)
    return total


def modules_now() -> dict[str, dict[str, str]]:
    """Return the versions that are played now, with the phase of each item of the check."""
    rows = Publication.objects.current().order_by("module_key", "locale")
    return {
        version: {
            item["id"]: phase
            for phase, items in json.loads(bytes(payload)).get("check", {}).items()
            for item in items
        }
        for version, payload in rows.values_list("version", "payload")
    }
