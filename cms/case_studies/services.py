"""Take in what organisations submit."""

import secrets
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.text import slugify

from wagtail.models import Locale

from cms.case_studies.models import CaseStudy

# So many drafts of one account may wait for the editors.
MOST_WAITING = 5


@transaction.atomic
def submit(
    study: CaseStudy, sources: list[dict[str, str]], user: Any, locale: str
) -> CaseStudy:
    """Save a case study as a draft of its submitter and send it into the review.

    Without a workflow for case studies it stays a draft in the editors' list.

    Args:
        study: an unsaved case study with the words of the form.
        sources: title, publisher and address of each source.
        user: who submits it.
        locale: the language it is written in.
    """
    study.locale = Locale.objects.get(language_code=locale)
    study.submitted_by = user
    study.live = False
    study.slug = f"{slugify(study.title)[:60] or 'case-study'}-{secrets.token_hex(4)}"
    study.sources = [("source", one | _UNKNOWN) for one in sources]
    study.save()
    study.save_revision(user=user)
    if workflow := study.get_workflow():
        workflow.start(study, user)
    return study


_UNKNOWN: dict[str, object] = {"published": "", "checked_on": None}


def submitted_by(user: Any) -> QuerySet[CaseStudy]:
    """Return what a user has submitted, the newest first."""
    return CaseStudy.objects.filter(submitted_by=user).order_by("-pk")


def has_too_many_waiting(user: Any) -> bool:
    """Return whether a user has to wait until editors have read what was sent before."""
    waiting = submitted_by(user).filter(live=False, first_published_at=None)
    return waiting.count() >= MOST_WAITING
