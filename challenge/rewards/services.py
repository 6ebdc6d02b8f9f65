"""Certificates, and what the treasure is drawn of. Nothing here is stored."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import override

from challenge.learners.models import Learner
from challenge.progress import store
from challenge.rewards import codes
from cms.pages.choices import Topic
from cms.publishing import reading


@dataclass(frozen=True, slots=True)
class Certified:
    """A good code: the module's title in the reader's language, and the month."""

    title: str
    month: datetime.date


def certificate(learner: Learner, module: str) -> dict[str, str] | None:
    """Give ``code``, ``url`` and ``month`` (YYYY-MM) for a module that is finished.

    None if the learner has not finished it. The month is that of the end, whenever the
    certificate is asked for, so that the same one always has the same code.
    """
    day = store.finished_on(learner.pk, module)
    if day is None:
        return None
    code = codes.sign(codes.Claim(module, day))
    with override(learner.locale):
        url = reverse("rewards:verify", args=[code])
    return {"code": code, "url": url, "month": f"{day:%Y-%m}"}


def verify(typed: str, locale: str) -> Certified | None:
    """Give what a code says, or None if it is not one of ours; one query."""
    titles = reading.titles(locale)
    claim = codes.read(typed, titles)
    return Certified(titles[claim.module], claim.month) if claim else None


def islands(locale: str) -> list[dict[str, Any]]:
    """Give the topics that have modules for children or adults, with their modules.

    Each has ``topic``, ``label`` and ``modules`` (``key``, ``title``, ``url``, ``track``,
    ``band``, and ``rehearsals``: the ids of the steps in which one practises to tell).
    """
    modules = reading.module_summaries(locale)
    rehearsals = reading.steps_of_type(
        "rehearse", [module["version"] for module in modules]
    )
    shown = ("key", "title", "url", "track", "band")
    found = [
        {
            "topic": topic.value,
            "label": str(topic.label),
            "modules": [
                {name: module[name] for name in shown}
                | {"rehearsals": rehearsals[module["version"]]}
                for module in modules
                if module["topic"] == topic
            ],
        }
        for topic in Topic
    ]
    return [island for island in found if island["modules"]]
