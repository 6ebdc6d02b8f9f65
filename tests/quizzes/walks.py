"""Make random chats with variables and random walks through them.

``python -m tests.quizzes.walks`` writes a thousand of them as one JSON document, each with
what the Python walker and grader say; the front end's ``players/chat/walks.test.ts`` reads
it. The same seed gives the same document.
"""

import json
import os
import random
import sys
from typing import Any

import django

SEED = 20_27
WALKS = 1000
VARIABLES = {"trust": 1, "calm": 2, "proof": 0}
NAMES = ["a", "b", "c", "d", "e", "f"]


def random_chat(chance: random.Random) -> list[Any]:
    """Return a small chat with variables, with faults or without; it ends with endings."""
    from quizzes.kinds.chat_graph import Node, NodeBranch

    names = NAMES[: chance.randint(3, 6)]
    endings = chance.randint(1, len(names) - 1)
    bias = chance.choice([2, 4, 8])
    nodes = []
    for index, name in enumerate(names[:-endings]):
        pick = chance.choice([1, 1, 1, 2])
        targets = [*names[index + 1 :] * bias, *names]
        count = chance.randint(pick + 1, 5)
        nodes.append(
            Node(
                name,
                tuple(chance.choice(["", *targets]) for _ in range(count)),
                pick,
                chance.choice(targets),
                needs=tuple(_needs(chance, 0.3) for _ in range(count)),
                effects=tuple(_effects(chance) for _ in range(count)),
                branches=tuple(
                    NodeBranch(_needs(chance, 1), chance.choice(targets))
                    for _ in range(chance.choice([0, 1, 2]))
                ),
            )
        )
    return [*nodes, *(Node(name, ending=True) for name in names[-endings:])]


def random_walk(chance: random.Random, key: Any) -> list[str]:
    """Return choices taken at random, as far as the chat leads, six nodes at most."""
    from quizzes.kinds.chat_walk import follow, offered, start_values

    at, values = key["start"], start_values(key)
    path: list[str] = []
    for _turn in range(6):
        node = key["nodes"][at]
        free = offered(node, values, path)
        if node["ending"] or len(free) < node["pick"]:
            break
        picked = chance.sample(free, node["pick"])
        path += picked
        at, values = follow(node, values, picked)
    return path


def public_of(key: Any) -> dict[str, Any]:
    """Return what a player sees of a chat of which only the key is known."""
    return {
        "start": key["start"],
        "variables": [
            {"id": name, "label": name, "start": start}
            for name, start in key["variables"].items()
        ],
        "nodes": [
            {
                "id": name,
                "messages": [],
                "ending": {"kind": "open"} if node["ending"] else None,
            }
            | {field: node[field] for field in ("pick", "then", "branches")}
            | {"choices": [{"id": id_} | way for id_, way in node["choices"].items()]}
            for name, node in key["nodes"].items()
        ],
    }


def _needs(chance: random.Random, share: float) -> tuple[Any, ...]:
    if chance.random() > share:
        return ()
    return tuple(
        {
            "variable": name,
            "compare": chance.choice([">=", "<="]),
            "value": chance.randint(0, 3),
        }
        for name in chance.sample(list(VARIABLES), chance.choice([1, 1, 2]))
    )


def _effects(chance: random.Random) -> tuple[Any, ...]:
    changes = ["+1", "+1", "+1", "-1", "-1", "=0", "=1", "=2", "=3"]
    return tuple(
        {"variable": chance.choice(list(VARIABLES)), "change": chance.choice(changes)}
        for _ in range(chance.choice([0, 1, 1, 2]))
    )


def cases() -> Any:
    """Yield chats with a walk each, sometimes cut short or with a choice out of place."""
    from quizzes.grading import InvalidResponse
    from quizzes.kinds import get
    from quizzes.kinds.chat_graph import as_key

    for number in range(WALKS):
        chance = random.Random(f"{SEED} {number}")  # noqa: S311 -- no secret
        key = as_key(random_chat(chance), VARIABLES)
        path = random_walk(chance, key)
        if path and chance.random() < 0.3:
            every = [id_ for node in key["nodes"].values() for id_ in node["choices"]]
            path[chance.randrange(len(path))] = chance.choice(every)
        try:
            outcome = get("chat").grade(key, {"path": path}).outcome
        except InvalidResponse:
            outcome = None
        yield {
            "number": number,
            "key": key,
            "item": public_of(key),
            "path": path,
            "outcome": outcome,
            "trace": list(_trace(key, path)),
        }


def _trace(key: Any, path: list[str]) -> Any:
    """Yield each node that a path comes to and what is on offer there, as far as it leads."""
    from quizzes.kinds.chat_walk import follow, offered, start_values

    at, values, done = key["start"], start_values(key), 0
    while True:
        node = key["nodes"][at]
        yield [at, offered(node, values, ())]
        picked = path[done : done + node["pick"]]
        free = offered(node, values, path[:done])
        if node["ending"] or len({*picked}) < node["pick"] or not {*picked} <= {*free}:
            return
        done += node["pick"]
        at, values = follow(node, values, picked)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    django.setup()
    json.dump(list(cases()), sys.stdout)
