"""Put the small module and its learners into the database."""

import json
from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import Group

from challenge.accounts.models import User
from challenge.accounts.permissions import EDUCATORS
from challenge.classrooms import services as classrooms
from challenge.classrooms.models import Classroom
from challenge.learners import services
from challenge.learners.models import Learner, today
from cms.publications.models import Publication
from tests.challenge.content import FORMS, GRADED, ITEMS, MODULE, STEPS, VERSION
from tests.challenge.publications import payload, stored_summary


def publish(
    module: str = MODULE,
    version: str = VERSION,
    steps: list[str] = STEPS,
    graded: list[str] = GRADED,
    locale: str = "en",
    forms: Mapping[str, list[str]] = FORMS,
    asked: int | None = None,
    pass_mark: int = 0,
    **summary: Any,
) -> Publication:
    """Store a publication; of its payload there are the steps that are questions.

    ``forms`` has the ids of the check's questions, all of them made after ``c-pre``.
    """
    items = ITEMS | {item: ITEMS["c-pre"] for form in forms.values() for item in form}
    questions = [
        {
            "id": item,
            "type": "item",
            "title": f"About {item}",
            "audio": None,
            "item": _item(item, kind, purpose) | {"key": answer},
        }
        for item, (kind, purpose, answer) in items.items()
        if purpose == "practice"
    ]
    key = {
        item: {"kind": kind, "purpose": purpose, "key": answer}
        for item, (kind, purpose, answer) in items.items()
    }
    check = {
        phase: [
            _item(item, "choice", "check") | {"prompt": f"{item}?"}
            for item in forms.get(phase, ())
        ]
        for phase in ("pre", "post")
    }
    about = stored_summary(module, locale, **summary)
    current = Publication.objects.filter(
        module_key=module, locale=locale, is_current=True
    )
    return Publication.objects.create(
        module_key=module,
        locale=locale,
        version=version,
        is_current=not current.exists(),
        payload=json.dumps(payload(about, version, questions, check, asked)).encode(),
        pass_mark=pass_mark,
        br=b"",
        gzip=b"",
        key=json.dumps(key).encode(),
        steps=steps,
        summary=about,
        graded=graded,
    )


def _item(id_: str, kind: str, purpose: str) -> dict[str, object]:
    return {
        "id": id_,
        "kind": kind,
        "purpose": purpose,
        "form": "",
        "prompt": "",
        "picture": None,
    }


def new_learner() -> tuple[Learner, str]:
    """Return a learner and its token."""
    return services.create(locale="en", band="8-10")


def new_educator(name: str = "mariam") -> User:
    """Return a user who may have classes."""
    user = User.objects.create_user(name)
    user.groups.add(Group.objects.get_or_create(name=EDUCATORS)[0])
    return user


def new_class(educator: User, **more: Any) -> Classroom:
    """Return an open class of three seats."""
    fields: dict[str, Any] = {
        "name": "3B",
        "band": "8-10",
        "locale": "en",
        "ends_on": classrooms.end_of_school_year(today()),
        "size": 3,
    }
    classroom = classrooms.create_class(educator, **fields | more)
    classrooms.open_window(classroom)
    return classroom
