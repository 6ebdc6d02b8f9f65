"""Questions of ours as a package of QTI 3.0.

Every item carries its own response processing, so that another program scores as the kind
does here and says what is said here. What QTI has no place for is noted in a ``data-``
attribute (see ``extras``).

The package (``packaging``) has an item for each question (``item``), whose interaction is
built by kind with the help of a ``writer``.
"""

from exchange.archives import pack
from exchange.base import Written, each_written
from exchange.qti.package import MANIFEST
from exchange.qti.writing.item import write_item
from exchange.qti.writing.packaging import (
    TEST,
    Resource,
    manifest_of,
    path_of,
    test_of,
)
from exchange.qti.writing.writer import Writer
from exchange.questions import LeftOut, Question


def write(title: str, questions: list[Question]) -> Written:
    """Return a package with a test of two sections, A and B, and an item per question."""
    files: dict[str, bytes] = {}
    left_out: list[LeftOut] = []
    resources: list[Resource] = []

    def write_one(number: int, question: Question) -> tuple[Writer, bytes]:
        writer = Writer(question, f"question-{number}", files)
        return writer, write_item(writer)

    for _number, question, (writer, item) in each_written(
        questions, write_one, left_out
    ):
        files |= writer.files
        files[path_of(writer.identifier)] = item
        form = question.form or "A"
        resources.append(Resource(writer.identifier, form, list(writer.files)))
    files[TEST] = test_of(title, resources)
    manifest = manifest_of(resources)
    return Written(pack({MANIFEST: manifest, **files}), tuple(left_out))
