"""A small module to answer, and the answers to it; plain data."""

import uuid
from typing import Any

MODULE = "test-module"
VERSION = "1" * 64
OTHER_MODULE = "other-module"
OTHER_VERSION = "2" * 64

CHOICE = {
    "multiple": False,
    "options": {
        "tell": {"correct": True, "feedback": "Telling helps."},
        "wait": {"correct": False, "feedback": "Waiting makes it heavier."},
    },
    "right": "Well seen.",
    "wrong": "Look once more.",
}
SORT = {
    "items": {
        f"thing-{number}": {"bin": "near" if number < 3 else "far", "feedback": "Hm."}
        for number in range(5)
    },
    "right": "",
    "wrong": "",
}
CHAT = {
    "start": "n1",
    "nodes": {
        "n1": {
            "pick": 1,
            "then": "",
            "ending": False,
            "choices": {
                "ask": {"goto": "end", "weight": 1, "note": ""},
                "send": {
                    "goto": "end",
                    "weight": -1,
                    "note": "It cannot be taken back.",
                },
            },
        },
        "end": {"pick": 1, "then": "", "ending": True, "choices": {}},
    },
    "signs": {},
}
ITEMS = {
    "q-choice": ("choice", "practice", CHOICE),
    "q-sort": ("sort", "practice", SORT),
    "q-chat": ("chat", "practice", CHAT),
    "c-pre": ("choice", "check", CHOICE),
    "c-post": ("choice", "check", CHOICE),
}
FORMS = {"pre": ["c-pre"], "post": ["c-post"]}
STEPS = ["s-text", "q-choice", "q-sort", "q-chat", "s-pause"]
GRADED = ["q-choice", "q-sort", "q-chat"]

RIGHT = {
    "q-choice": {"choices": ["tell"]},
    "q-sort": {"bins": {thing: entry["bin"] for thing, entry in SORT["items"].items()}},
    "q-chat": {"path": ["ask"]},
    "c-pre": {"choices": ["tell"]},
    "c-post": {"choices": ["tell"]},
}
WRONG = {
    "q-choice": {"choices": ["wait"]},
    "q-sort": {"bins": {}},
    "q-chat": {"path": ["send"]},
    "c-pre": {"choices": ["wait"]},
    "c-post": {"choices": ["wait"]},
}


def attempt(item: str, response: object = None, **changes: Any) -> dict[str, Any]:
    """Return an attempt as a device sends it: right unless told otherwise."""
    phase = {"c-pre": "pre", "c-post": "post"}.get(item, "practice")
    return {
        "id": str(uuid.uuid4()),
        "module": MODULE,
        "version": VERSION,
        "item": item,
        "phase": phase,
        "response": RIGHT[item] if response is None else response,
    } | changes


def form(phase: str, **changes: Any) -> dict[str, str]:
    """Return a form of the check as a device hands it in."""
    return {"module": MODULE, "version": VERSION, "phase": phase} | changes


def step(name: str, **changes: Any) -> dict[str, str]:
    """Return a finished step as a device sends it."""
    return {"module": MODULE, "version": VERSION, "step": name} | changes
