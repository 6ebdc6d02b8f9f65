"""Make the responses on which the Python and the TypeScript grader must agree.

``python -m tests.quizzes.fuzz`` writes one JSON document: for every kind a thousand
responses, each with the key it answers and what the Python grader said of it. The front
end's test ``src/players/agreement.test.ts`` reads it. The same seed gives the same document.
"""

import json
import os
import random
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

SEED = 20_26
RESPONSES = 1000
VECTORS = Path(__file__).parents[1] / "vectors"
# What a broken or hostile device might send in the place of anything.
STRANGE = [
    None,
    True,
    False,
    0,
    1,
    -1,
    2.0,
    2.5,
    1e308,
    "",
    " ",
    "__proto__",
    "constructor",
    "0",
    "cafe\u0301",
    "caf\u00e9",
    [],
    {},
    [[]],
    [None],
    {"id": "x"},
]

Mutation = Callable[[random.Random, Any, list[str]], Any]


def document() -> dict[str, list[dict[str, Any]]]:
    """Return ``{kind: [{"key", "response", "grade"}]}``; a grade of None is a refusal."""
    from quizzes.kinds import KINDS

    return {name: list(_cases(kind)) for name, kind in KINDS.items()}


def _cases(kind: Any) -> Any:
    from quizzes import examples
    from quizzes.grading import InvalidResponse

    rng = random.Random(f"{SEED} {kind.name}")  # noqa: S311 -- no secret
    vectors = json.loads((VECTORS / f"{kind.name}.json").read_text())
    keys = [kind.key(kind.block().get_preview_value()), *vectors["keys"].values()]
    seeds = [(0, response) for response in examples.responses(kind.name).values()]
    names = list(vectors["keys"])
    for case in vectors["cases"]:
        # Most begin with what is graded, so that a change meets more than the first check.
        weight = 1 if case.get("error") else 4
        seeds += [(1 + names.index(case["key"]), case["response"])] * weight
    for index, key in enumerate(keys):
        try:
            seeds.append((index, kind.perfect(key)))
        except LookupError:
            continue
    for number in range(RESPONSES):
        index, response = rng.choice(seeds)
        for _ in range(rng.choice([0, 0, 1, 1, 1, 2, 3])):
            ids = sorted(_strings(keys[index])) or ["x"]
            response = _changed(rng, response, ids)
        response = json.loads(json.dumps(response))
        try:
            grade = kind.grade(keys[index], response)
            expected = {
                "numerator": grade.numerator,
                "denominator": grade.denominator,
                "outcome": grade.outcome,
                "feedback": grade.feedback,
            }
        except InvalidResponse:
            expected = None
        yield {
            "number": number,
            "key": keys[index],
            "response": response,
            "grade": expected,
        }


def _strings(part: Any) -> set[str]:
    if isinstance(part, str):
        return {part}
    if isinstance(part, dict):
        return set(part).union(*map(_strings, part.values()))
    if isinstance(part, list):
        return set().union(*map(_strings, part))
    return set()


def _changed(rng: random.Random, part: Any, ids: list[str]) -> Any:
    """Change one thing somewhere inside a response."""
    if isinstance(part, dict) and part and rng.random() < 0.85:
        name = rng.choice(list(part))
        return rng.choice(_IN_DICT)(rng, part, name, ids)
    if isinstance(part, list) and part and rng.random() < 0.85:
        return rng.choice(_IN_LIST)(rng, part, rng.randrange(len(part)), ids)
    if isinstance(part, str) and rng.random() < 0.3:
        return unicodedata.normalize(rng.choice(["NFC", "NFD"]), part)
    if isinstance(part, int | float) and rng.random() < 0.6:
        return part + rng.choice([-1, 1, 0.5, 1.0, 7])
    return rng.choice([rng.choice(ids), rng.choice(STRANGE)])


_IN_DICT = [
    lambda rng, part, name, ids: part | {name: _changed(rng, part[name], ids)},
    lambda rng, part, name, ids: part | {name: _changed(rng, part[name], ids)},
    lambda rng, part, name, ids: part | {name: _changed(rng, part[name], ids)},
    lambda rng, part, name, ids: part | {name: rng.choice(list(part.values()))},
    lambda rng, part, name, ids: {k: v for k, v in part.items() if k != name},
    lambda rng, part, name, ids: part | {rng.choice(ids): part[name]},
    lambda rng, part, name, ids: dict(reversed(part.items())),
]
_IN_LIST = [
    lambda rng, part, at, ids: [
        *part[:at],
        _changed(rng, part[at], ids),
        *part[at + 1 :],
    ],
    lambda rng, part, at, ids: [*part[:at], *part[at + 1 :]],
    lambda rng, part, at, ids: [*part, part[at]],
    lambda rng, part, at, ids: [*part, rng.choice(ids)],
    lambda rng, part, at, ids: rng.sample(part, len(part)),
    lambda rng, part, at, ids: [part[at], *part[:at], *part[at + 1 :]],
]


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    django.setup()
    json.dump(document(), sys.stdout)
