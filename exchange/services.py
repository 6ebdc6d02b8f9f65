"""What is done with a file of questions: examine it, write it, export one."""

import logging
import uuid
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext

from wagtail.models import Locale

from exchange import formats, pictures
from exchange.base import Format, LeaveOut, Unreadable, Written, attempt
from exchange.compiling import as_value, compile_question, with_pictures
from exchange.questions import LeftOut, Made, Question, Report, place
from exchange.text import MAX_BYTES, MAX_QUESTIONS, shorten, tidy
from quizzes import kinds
from quizzes.kinds.base import Form
from quizzes.models import Quiz
from quizzes.previews import FORMS

logger = logging.getLogger(__name__)

AUTO = "auto"
__all__ = ["AUTO", "LeftOut", "Report", "examine", "export", "write"]


def examine(
    data: bytes, filename: str = "", format: str = AUTO, locale: str = "en"
) -> Report:
    """Read a file of questions and try each of them out; nothing is written.

    Args:
        data: the file.
        filename: its name, which may help to tell its format.
        format: the name of a format, or "auto".
        locale: the language of the questions.

    Returns:
        What would be made, what was left out, and the error if the file cannot be read.
    """
    try:
        return _examine(data, filename, format, locale)
    except Unreadable as error:
        return Report(errors=(error.reason,))
    except Exception:
        # Without the exception: it may quote the file.
        logger.error("A file of questions could not be read")
        return Report(errors=(gettext("The file could not be read."),))


def _examine(data: bytes, filename: str, name: str, locale: str) -> Report:
    if not data.strip():
        raise Unreadable(gettext("The file is empty."))
    if len(data) > MAX_BYTES:
        raise Unreadable(gettext("The file is larger than 20 MB."))
    made: list[Made] = []
    left_out: list[LeftOut] = []
    inspector = pictures.Inspector()
    for number, found in enumerate(_format(data, filename, name).read(data, locale)):
        if number >= MAX_QUESTIONS:
            raise Unreadable(
                gettext("The file has more than %(limit)d questions. Split it.")
                % {"limit": MAX_QUESTIONS}
            )
        if isinstance(found, LeftOut):
            left_out.append(found)
            continue
        where = found.where or place(number + 1)
        for each in attempt(where, found.called, partial(_compiled, found, inspector)):
            if isinstance(each, LeftOut):
                left_out.append(each)
            else:
                made.append(each)
    if not made and not left_out:
        raise Unreadable(gettext("The file holds no questions."))
    return Report(tuple(made), tuple(left_out))


def _compiled(
    question: Question, inspector: pictures.Inspector | None = None
) -> Iterable[Made]:
    yield compile_question(question, inspector)


def _format(data: bytes, filename: str, name: str) -> Format:
    if name != AUTO:
        return formats.get(name)
    found = formats.sniff(data, filename)
    if found is None:
        names = ", ".join(str(each.label) for each in formats.FORMATS.values())
        raise Unreadable(
            gettext("The file is in none of the formats that can be read: %(names)s.")
            % {"names": names}
        )
    return found


@transaction.atomic
def write(report: Report, title: str, locale: str, user: Any = None) -> Quiz:
    """Write what was examined as a draft quiz, and its pictures into the library.

    What a quiz cannot ask stays out; ``for_quiz`` tells it beforehand.

    Raises:
        LeaveOut: if there is nothing to write.
    """
    made = for_quiz(report, user).made
    if not made:
        raise LeaveOut(gettext("There is nothing to write."))
    quiz = Quiz(
        title=shorten(tidy(title), 200) or gettext("Imported questions"),
        key=_free_key(title),
        locale=Locale.objects.get(language_code=locale),
        live=False,
        has_unpublished_changes=True,
    )
    quiz.form_a = [_stored(each, quiz.title, user) for each in _of_form(made, "A")]
    quiz.form_b = [_stored(each, quiz.title, user) for each in _of_form(made, "B")]
    quiz.clean()
    quiz.save()
    quiz.save_revision(user=user)
    return quiz


def for_quiz(report: Report, user: Any = None) -> Report:
    """Return what of a report can be written as a quiz, by a user.

    What a quiz cannot ask is left out with the reason. Whoever may not add pictures to
    the library imports without them.
    """
    made: list[Made] = []
    others: list[LeftOut] = []
    takes_pictures = pictures.place_for(user) is not None
    for each in report.made:
        kind = kinds.get(each.question.kind)
        if not kind.checkable:
            reason = gettext("A quiz cannot ask a question of the kind “%(kind)s”.")
            others.append(
                LeftOut(
                    each.question.where,
                    each.question.called,
                    reason % {"kind": kind.label},
                )
            )
        elif each.question.pictures and not takes_pictures:
            question = without_pictures(each.question)
            read = partial(_compiled, question)
            for found in attempt(question.where, question.called, read):
                if isinstance(found, LeftOut):
                    others.append(found)
                else:
                    made.append(found)
        else:
            made.append(each)
    return replace(report, made=tuple(made), left_out=(*report.left_out, *others))


def without_pictures(question: Question) -> Question:
    """Return a question as it is without its pictures, with a note of it."""
    note = gettext("Its pictures are left out: you may not add any to the library.")
    return replace(question, pictures={}, notes=(*question.notes, note))


def _of_form(made: Iterable[Made], form: str) -> Iterable[Question]:
    return (each.question for each in made if each.question.form == form)


def _stored(question: Question, title: str, user: Any) -> dict[str, Any]:
    known = pictures.keep(question.pictures, title, user)
    block = kinds.get(question.kind).block()
    return {
        "type": question.kind,
        "id": str(uuid.uuid4()),
        "value": with_pictures(block, question.value, known.get),
    }


def _free_key(title: str) -> str:
    """Return a key that no quiz has, made of the title's Latin letters."""
    stem = slugify(title)[:60].strip("-_") or "imported"
    taken = set(Quiz.objects.filter(key__startswith=stem).values_list("key", flat=True))
    keys = (stem if number == 1 else f"{stem}-{number}" for number in range(1, 10**6))
    return next(key for key in keys if key not in taken)


def export(quiz: Quiz, format: str) -> Written:
    """Return a quiz's latest draft as a file, with what could not go into it.

    Raises:
        KeyError: if no format has the name.
    """
    draft = quiz.get_latest_revision_as_object() if quiz.latest_revision_id else quiz
    return formats.get(format).write(draft.title, questions_of(draft))


def questions_of(quiz: Quiz) -> list[Question]:
    """Return the questions of a quiz as a format writes them."""
    return [_question(child, form) for form in FORMS for child in quiz.questions(form)]


def _question(child: Any, form: Form) -> Question:
    value, shown = as_value(child.block, child.value)
    value.pop("audio", None)
    return Question(
        child.block_type, value.get("title") or "", value, {}, form, pictures=shown
    )
