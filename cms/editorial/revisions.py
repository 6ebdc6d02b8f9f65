"""Telling whether two revisions differ in what somebody has written."""

import re

from wagtail.models import Revision

# What changes with every save, whatever was written.
BOOKKEEPING = {
    "first_published_at",
    "has_unpublished_changes",
    "last_published_at",
    "latest_revision",
    "latest_revision_created_at",
    "live_revision",
}
# Draftail gives a paragraph a key at its first visit in the form.
PARAGRAPH_KEY = re.compile(r' data-block-key=\\?"\w*\\?"')


def say_the_same(one: Revision, other: Revision) -> bool:
    """Return whether two revisions hold the same words, pictures, tags and dates."""
    return _written(one) == _written(other)


def _written(revision: Revision) -> dict[str, object]:
    return {
        name: PARAGRAPH_KEY.sub("", value) if isinstance(value, str) else value
        for name, value in revision.content.items()
        if name not in BOOKKEEPING
    }
