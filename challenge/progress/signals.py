"""A learner who is erased takes progress and attempts along."""

from collections.abc import Sequence
from typing import Any

from challenge.learners import hooks
from challenge.progress import store


def connect() -> None:
    """Listen to learners; called once when the app is ready, before packages above."""
    hooks.erasing.connect(_learners_go)


def _learners_go(learner_ids: Sequence[int], **kwargs: Any) -> None:
    store.forget(learner_ids)
