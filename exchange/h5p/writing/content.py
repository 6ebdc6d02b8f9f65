"""One question as a content: its library, its parameters, its title."""

import json
import uuid
from collections.abc import Callable, Mapping
from types import MappingProxyType

from django.utils.translation import gettext

from exchange import extras
from exchange.archives import Archive, pack
from exchange.base import LeaveOut
from exchange.h5p.notes import FORM, NOTE, body_of
from exchange.h5p.reading.content import read_content
from exchange.h5p.reading.reader import Reader
from exchange.h5p.writing.boards import write_match, write_sort
from exchange.h5p.writing.choices import write_choice
from exchange.h5p.writing.gaps import write_gap
from exchange.h5p.writing.hotspots import write_hotspot
from exchange.h5p.writing.libraries import versioned
from exchange.h5p.writing.marks import write_mark
from exchange.h5p.writing.order import write_order
from exchange.h5p.writing.writer import Built, Params, Writer
from exchange.questions import Question

WRITERS: Mapping[str, Callable[[Writer], Built]] = MappingProxyType(
    {
        "choice": write_choice,
        "gap": write_gap,
        "mark": write_mark,
        "order": write_order,
        "match": write_match,
        "sort": write_sort,
        "hotspot": write_hotspot,
    }
)


def write_content(writer: Writer) -> tuple[str, Params]:
    """Return the library of a question's content, and the content.

    Raises:
        LeaveOut: if H5P has no such question, or cannot say it as it is.
    """
    question = writer.question
    build = WRITERS.get(question.kind)
    if build is None:
        raise LeaveOut(gettext("H5P has no questions of this kind."))
    library, params = build(writer)
    if question.form == "B":
        params[FORM] = "B"
    writer.used.add(library)
    # What H5P tells contents by, made of the words so that a file is made alike.
    body = json.dumps(params, sort_keys=True)
    content = {
        "library": versioned(library),
        "params": params,
        "subContentId": str(uuid.uuid5(uuid.NAMESPACE_OID, writer.prefix + body)),
        "metadata": {
            # H5P wants one; that there is none is noted.
            "title": question.title or question.called,
            "license": "U",
            "contentType": library.partition(".")[2],
        },
    }
    archive = Archive(pack(writer.files))

    def read(kind: str, locale: str) -> Question:
        return read_content(Reader(archive, content, locale, kind))

    kind, fields = extras.not_said(question, read)
    if kind:
        params[NOTE] = extras.dump(body_of(content), kind, fields)
    return library, content
