"""The totals of a class as xAPI 1.0.3 statements, for a learning record store.

The actor of each is the class, a Group with an opaque account: there is no member in it and
no statement of a pupil. What is told here is what ``Told`` holds and the gate let out; it
stands still as the report does, so that files of different days tell no more than one.
"""

import json
import uuid
from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse

from challenge.classrooms.models import Classroom
from challenge.classrooms.reports.shown import Check, Module, Report
from challenge.insight.shown import Figure
from challenge.learners.digests import digests

VERSION = "1.0.3"
_SALT = "challenge.classrooms.reports.xapi"
_VERBS = "http://adlnet.gov/expapi/verbs/"
_TYPES = "http://adlnet.gov/expapi/activities/"

Statement = dict[str, object]


def statements(classroom: Classroom, report: Report, locale: str) -> list[Statement]:
    """Return the statements of a report, in its order; none of what is hidden or not told.

    The id of a statement follows from what it says, so that a store that has it already
    keeps it once.

    Args:
        classroom: whose report it is.
        report: what its educator may know.
        locale: the language of the report's words.
    """
    shared = {
        "actor": {
            "objectType": "Group",
            "account": {
                "homePage": _site(),
                "name": digests(_SALT, str(classroom.uid))[0][:32],
            },
        },
        "context": {"platform": settings.WAGTAIL_SITE_NAME, "language": locale},
        "version": VERSION,
    }
    said = [one for module in report.modules for one in _of(module, locale)]
    return [_with_id(shared | one) for one in said]


def _of(module: Module, locale: str) -> Iterator[Statement]:
    here = _activity(module.key, "module", module.title, locale)
    if _are_told(module.came.pupils, module.came.finished):
        counts = _counts(pupils=module.came.pupils, finished=module.came.finished)
        yield _statement("completed", here, {"extensions": counts})
    for name, check in (("before", module.before), ("after", module.after)):
        place = _activity(f"{module.key}#{name}", "assessment", module.title, locale)
        yield from _scored("scored", place, check)
    for question in module.questions:
        place = _activity(
            f"{module.key}#{question.id}", "question", question.label, locale
        )
        yield from _scored("answered", place, Check(question.n, question.facility))


def _scored(verb: str, place: dict[str, object], check: Check) -> Iterator[Statement]:
    if _are_told(check.n, check.share):
        score = {"scaled": (check.share.value or 0) / 100}
        counts = _counts(pupils=check.n)
        yield _statement(verb, place, {"score": score, "extensions": counts})


def _are_told(*figures: Figure) -> bool:
    return all(one.value is not None and not one.is_hidden for one in figures)


def _counts(**figures: Figure) -> dict[str, int | None]:
    """Return counts by the IRI that says what they are of."""
    return {f"{_site()}/xapi/{name}": one.value for name, one in figures.items()}


def _activity(path: str, kind: str, name: str, locale: str) -> dict[str, object]:
    """Return an Activity: a module by its address in the API, a part of it behind the #."""
    key, hash_, part = path.partition("#")
    address = reverse("module", args=[key])
    return {
        "objectType": "Activity",
        "id": f"{_site()}{address}{hash_}{part}",
        "definition": {"type": f"{_TYPES}{kind}", "name": {locale: name}},
    }


def _statement(
    verb: str, place: dict[str, object], result: dict[str, object]
) -> Statement:
    told = {"id": f"{_VERBS}{verb}", "display": {"en": verb}}
    return {"verb": told, "object": place, "result": result}


def _with_id(statement: Statement) -> Statement:
    said = json.dumps(statement, sort_keys=True)
    return {"id": str(uuid.uuid5(uuid.NAMESPACE_URL, said))} | statement


def _site() -> str:
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/")
