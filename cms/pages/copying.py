"""What a copied module gets of its own."""

import copy as copying
import uuid
from typing import Any

from django.http import HttpRequest

from wagtail.blocks import StreamValue
from wagtail.models import Page

from cms.pages.module import ModulePage
from quizzes.models import Quiz

# Leaves room in a key, which has 80 characters at most, for "-copy" and a number.
STEM_LENGTH = 70


def give_own_checks(request: HttpRequest, page: Page, copy: Page) -> None:
    """Give each copied module a check of its own, so that no change reaches the other's.

    A Wagtail hook for ``after_copy_page``. Aliases go on sharing the check: they are the
    same module.
    """
    copied = ModulePage.objects.descendant_of(copy, inclusive=True)
    for module in copied.filter(alias_of=None, quiz__isnull=False):
        if module.quiz:
            _give_own_check(module, module.quiz, request.user)


def _give_own_check(module: ModulePage, quiz: Quiz, user: Any) -> None:
    own = copy_quiz(quiz, user)
    if module.live and quiz.live:
        own.latest_revision.publish(user=user)
    module.quiz = own
    module.save(update_fields=["quiz"], clean=False)
    if revision := module.latest_revision:
        revision.content = {**revision.content, "quiz": own.pk}
        revision.save(update_fields=["content"])


def copy_quiz(quiz: Quiz, user: Any) -> Quiz:
    """Return a draft copy of a quiz with a key, and ids of its questions, of its own."""
    own = Quiz(
        title=quiz.title,
        key=_free_key(quiz),
        locale=quiz.locale,
        form_a=_with_new_ids(quiz.form_a),
        form_b=_with_new_ids(quiz.form_b),
        live=False,
    )
    own.save()
    own.save_revision(user=user, clean=False)
    return own


def _with_new_ids(value: StreamValue) -> list[dict[str, object]]:
    blocks = copying.deepcopy(list(value.get_prep_value()))
    return [block | {"id": str(uuid.uuid4())} for block in blocks]


def _free_key(quiz: Quiz) -> str:
    """Return a key that no quiz has: that of ``quiz`` with "-copy" or a number more."""
    stem = f"{quiz.key[:STEM_LENGTH]}-copy"
    taken = set(Quiz.objects.filter(key__startswith=stem).values_list("key", flat=True))
    number = 1
    key = stem
    while key in taken:
        number += 1
        key = f"{stem}-{number}"
    return key
