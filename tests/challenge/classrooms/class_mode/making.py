"""A class with pupils who have joined, and a module with questions for all of them."""

import json

from challenge.accounts.models import User
from challenge.classrooms.models import Classroom, Seat
from challenge.learners import services as learners
from challenge.learners.models import Learner
from cms.publications.models import Publication
from tests.challenge import factories
from tests.challenge.publications import payload, stored_summary

MODULE, VERSION = "reef-rules", "r" * 32
SENSITIVE, SENSITIVE_VERSION = "reef-secrets", "s" * 32
QUESTION, CHECK, MULTIPLE = "q-tell", "c-tell", "q-many"
OPTIONS = ("tell", "wait", "share")
RIGHT = "tell"


def item(id_: str, purpose: str = "practice", *, multiple: bool = False) -> dict:
    """Return a choice as players get it."""
    return {
        "id": id_,
        "kind": "choice",
        "purpose": purpose,
        "form": "A" if purpose == "check" else "",
        "prompt": "A friend gets a message that worries her. What helps?",
        "picture": None,
        "multiple": multiple,
        "layout": "list",
        "options": [
            {"id": id_, "text": f"She will {id_}.", "picture": None} for id_ in OPTIONS
        ],
    }


KEY = {
    "multiple": False,
    "options": {
        id_: {"correct": id_ == RIGHT, "feedback": "Because."} for id_ in OPTIONS
    },
    "right": "Well seen.",
    "wrong": "",
}


def publish(
    module: str = MODULE, version: str = VERSION, *, sensitivity: int = 0
) -> Publication:
    """Publish a module with a practice question, one with many answers, and a check."""
    practice = [item(QUESTION), item(MULTIPLE, multiple=True)]
    steps = [
        {"id": "s-text", "type": "text", "title": "Read", "audio": None, "body": ""},
        *(
            {"id": each["id"], "type": "item", "title": "Think", "audio": None}
            | {"item": each | {"key": KEY}}
            for each in practice
        ),
    ]
    check = {"pre": [item(CHECK, "check")], "post": []}
    about = stored_summary(
        module, topic="t4", sensitivity=sensitivity, title="The rules of the reef"
    )
    keys = {
        each: {"kind": "choice", "purpose": purpose, "key": KEY}
        for each, purpose in [(QUESTION, "practice"), (CHECK, "check")]
    }
    return Publication.objects.create(
        module_key=module,
        locale="en",
        version=version,
        is_current=True,
        payload=json.dumps(payload(about, version, steps, check, 0)).encode(),
        br=b"",
        gzip=b"",
        key=json.dumps(keys).encode(),
        steps=["s-text", QUESTION, MULTIPLE],
        graded=[QUESTION],
        summary=about,
    )


def new_class(owner: User | None = None, *, size: int = 6) -> Classroom:
    """Return a class that has the module to play."""
    classroom = factories.new_class(owner or factories.new_educator(), size=size)
    classroom.assignments.create(module=MODULE)
    return classroom


def seated(classroom: Classroom, count: int = 6) -> list[tuple[Learner, str]]:
    """Let pupils join at the first seats; give each with the token of the device."""
    found = []
    for seat in classroom.seats.all()[:count]:
        learner, token = learners.create(locale="en", band=classroom.band)
        Seat.objects.filter(pk=seat.pk).update(learner_id=learner.pk)
        found.append((learner, token))
    return found
