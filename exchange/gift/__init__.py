"""GIFT: Moodle's text format for questions (https://docs.moodle.org/en/GIFT_format).

A question is a paragraph: ``::title::prompt {answers} the prompt's end``. The rules follow
what Moodle's own importer does, and are more lenient where files in the wild are.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import PurePath

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from exchange.base import Format, Written, attempt, each_written
from exchange.budget import Budget
from exchange.gift import reading, writing
from exchange.gift.paragraphs import hide, paragraphs
from exchange.questions import LeftOut, Question, form_of_category, place
from exchange.text import beginning, decode
from quizzes.kinds.base import Form

# How XML, zip files and JSON begin; a text of GIFT may begin with "[html]".
NO_GIFT = re.compile(
    r"""\s*(?:<|PK\x03\x04|\{\s*["}]|\[\s*(?:["\[{\]\d-]|true|false|null))"""
)


class Gift(Format):
    """Read and write GIFT."""

    name = "gift"
    label = _("GIFT")
    suffix = ".gift"
    content_type = "text/plain"

    def sniff(self, data: bytes, filename: str) -> bool:
        """Return whether the file is a text with braces, or is called GIFT."""
        if PurePath(filename).suffix.lower() == self.suffix:
            return True
        text = beginning(data)
        if "\x00" in text or NO_GIFT.match(text):
            return False
        hidden = hide(text)
        return "}" in hidden.partition("{")[2] or hidden.lstrip().startswith("::")

    def read(self, data: bytes, locale: str) -> Iterator[Question | LeftOut]:
        """Yield the questions of a file; category "Form B" begins form B.

        Raises:
            Unreadable: if the file is no text, or has too much of it.
        """
        form: Form = "A"
        budget = Budget()
        budget.take_text(len(data))
        for paragraph in paragraphs(decode(data, locale)):
            text = paragraph.text
            if text.upper().startswith("$CATEGORY:"):
                form = form_of_category(text.partition(":")[2])
            elif text:
                where = gettext("line %(line)d") % {"line": paragraph.line}
                for question in attempt(
                    where,
                    reading.called(text),
                    partial(reading.read, paragraph, locale, budget),
                ):
                    if isinstance(question, Question):
                        question = replace(question, form=form, where=where)
                    yield question

    def write(self, title: str, questions: list[Question]) -> Written:
        """Return a file with the questions that GIFT can say; form B is a category."""
        parts = [f"// {writing.one_line(title)}\n"]
        left_out: list[LeftOut] = []
        form: Form = "A"
        for number, question, body in each_written(
            questions, lambda _number, question: writing.write(question), left_out
        ):
            if question.pictures:
                reason = gettext("GIFT has no pictures.")
                left_out.append(LeftOut(place(number), question.called, reason))
            if question.form != form:
                form = question.form
                parts.append(
                    f"$CATEGORY: $course$/{writing.one_line(title)}/Form {form}\n"
                )
            parts.append(body)
        return Written("\n".join(parts).encode(), tuple(left_out))
