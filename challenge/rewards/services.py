"""Certificates, and what the treasure is drawn of. Nothing here is stored."""

import datetime
from dataclasses import dataclass
from typing import TypedDict

from django.urls import reverse
from django.utils.translation import override

from challenge.learners.models import Learner
from challenge.progress import store
from challenge.progress.marks import ModuleProgress
from challenge.progress.models import Phase
from challenge.rewards import codes
from cms.choices import Topic
from cms.publications import catalogue
from cms.publications.answer_keys import answer_keys
from cms.publications.content import steps_of_type


@dataclass(frozen=True, slots=True)
class Certified:
    """A good code: the module's title in the reader's language, and the month."""

    title: str
    month: datetime.date


class IslandModule(TypedDict):
    """A module of an island; ``rehearsals`` are the steps in which one practises to tell."""

    key: str
    title: str
    url: str
    track: str
    band: str
    rehearsals: list[str]


class Island(TypedDict):
    """A topic and its modules."""

    topic: str
    label: str
    modules: list[IslandModule]


def certificate(learner: Learner, module: str) -> dict[str, str] | None:
    """Return ``code``, ``url`` and ``month`` (YYYY-MM) for a module that is finished.

    None if the learner has not finished it, or has not handed in the check after it. The
    month is that of the end, whenever the
    certificate is asked for, so that the same one always has the same code.
    """
    progress = store.progress_in(learner.pk, module)
    day = progress.days.finished_on if progress else None
    if progress is None or day is None or not _is_check_done(progress):
        return None
    code = codes.sign(codes.Claim(module, day))
    with override(learner.locale):
        url = reverse("rewards:verify", args=[code])
    return {"code": code, "url": url, "month": f"{day:%Y-%m}"}


def _is_check_done(progress: ModuleProgress) -> bool:
    """Return whether the check after a finished module was handed in, if it has one."""
    check = progress.checks.get(Phase.POST)
    if check is not None and check.handed_in is not None:
        return True
    played = answer_keys(progress.versions).values()
    done = [key for key in played if all(step in progress.marks for step in key.steps)]
    return not done or any(not key.forms.get(Phase.POST) for key in done)


def verify(typed: str, locale: str) -> Certified | None:
    """Return what a code says, or None if it is not one of ours; one query."""
    titles = catalogue.titles(locale)
    claim = codes.read(typed, titles)
    return Certified(titles[claim.module], claim.month) if claim else None


def islands(locale: str) -> list[Island]:
    """Return the topics that have modules for children or adults, with their modules."""
    modules = catalogue.module_summaries(locale)
    rehearsals = steps_of_type("rehearse", [module["version"] for module in modules])
    found: list[Island] = [
        {
            "topic": topic.value,
            "label": str(topic.label),
            "modules": [
                {
                    "key": module["key"],
                    "title": module["title"],
                    "url": module["url"],
                    "track": module["track"],
                    "band": module["band"],
                    "rehearsals": rehearsals[module["version"]],
                }
                for module in modules
                if module["topic"] == topic
            ],
        }
        for topic in Topic
    ]
    return [island for island in found if island["modules"]]
