"""What is too much of a learner's own to be kept."""

from cms.publications.answer_keys import AnswerKey
from quizzes.grading import is_personal

# From this sensitivity of a module on, ways through its stories are not kept.
PRIVATE_SENSITIVITY = 2


def is_private(item: str, key: AnswerKey | None) -> bool:
    """Return whether a response to an item is personal, in a sensitive module."""
    return (
        key is not None
        and key.sensitivity >= PRIVATE_SENSITIVITY
        and item in key.items
        and is_personal(key.items[item].kind)
    )
