"""Moodle XML (https://docs.moodle.org/en/Moodle_XML_format).

The types that have a kind here are read: multichoice, truefalse, matching, ordering,
gapselect, ddwtos, and cloze as far as it is multiple choice. Pictures are in the file.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from exchange.base import Format, Unreadable, Written, attempt, each_written
from exchange.budget import Budget
from exchange.moodle_xml import reading, writing
from exchange.moodle_xml.texts import called, plain_of
from exchange.questions import (
    LeftOut,
    Question,
    form_of_category,
    place,
    shorten,
)
from exchange.text import parse_xml
from quizzes.kinds.base import Form


class MoodleXml(Format):
    """Read and write Moodle XML."""

    name = "moodle-xml"
    label = _("Moodle XML")
    suffix = ".xml"
    content_type = "application/xml"

    def sniff(self, data: bytes, filename: str) -> bool:
        """Return whether the file begins as XML with a quiz or one of Moodle's questions."""
        start = data[:4096].replace(b"\x00", b"")
        return re.search(rb"<quiz[\s>/]|<question\s+type\s*=", start) is not None and (
            re.match(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*<", start) is not None
        )

    def read(self, data: bytes, locale: str) -> Iterator[Question | LeftOut]:
        """Yield the questions of a file; category "Form B" begins form B.

        Raises:
            Unreadable: if the file is no XML, or none of Moodle's.
            TooMuch: if there is more in it than may be read at a time.
        """
        budget = Budget()
        root = parse_xml(data, locale, budget)
        if root.tag not in ("quiz", "question"):
            raise Unreadable(
                gettext(
                    "The file is no Moodle XML: it begins with <%(tag)s>, not <quiz>."
                )
                % {"tag": shorten(root.tag, 40)}
            )
        form: Form = "A"
        number = 0
        for element in [root] if root.tag == "question" else root.findall("question"):
            if element.get("type") == "category":
                form = form_of_category(plain_of(element.find("category")))
                continue
            number += 1
            where = place(number)
            for question in attempt(
                where, called(element), partial(reading.read, element, locale, budget)
            ):
                yield _placed(question, form, where)

    def write(self, title: str, questions: list[Question]) -> Written:
        """Return a file with the questions that Moodle has; the forms are categories."""
        root = Element("quiz")
        left_out: list[LeftOut] = []
        form = ""
        for number, question, (element, lost) in each_written(
            questions, lambda _number, question: writing.write(question), left_out
        ):
            left_out += (
                LeftOut(
                    place(number),
                    question.called,
                    gettext("Moodle has no place for the picture “%(name)s”.")
                    % {"name": name},
                )
                for name in lost
            )
            if question.form != form:
                form = question.form
                category = SubElement(root, "question", type="category")
                path = f"$course$/top/{title.replace('/', ' ')}/Form {form}"
                writing.add_text(SubElement(category, "category"), path)
            root.append(element)
        ElementTree.indent(root)
        data = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
        return Written(data + b"\n", tuple(left_out))


def _placed(found: Question | LeftOut, form: Form, where: str) -> Question | LeftOut:
    if isinstance(found, Question):
        return replace(found, form=form, where=where)
    # A part of a question has a place of its own.
    return (
        found
        if found.where == where
        else replace(found, where=f"{where}, {found.where}")
    )
