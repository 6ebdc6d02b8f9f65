"""Questions of ours as a package of H5P.

It holds content only: the programs that show it must be installed where it goes. Several
questions become a Question Set, which takes some libraries and not others; a single one is
the content itself. What H5P has no place for is noted beside it (see ``extras``).

The package (``packaging``) has a content for each question (``content``), whose parameters
are built by kind with the help of a ``writer``.
"""

from django.utils.translation import gettext

from exchange.base import LeaveOut, Written, each_written
from exchange.h5p.writing.content import write_content
from exchange.h5p.writing.libraries import IN_A_SET, SET
from exchange.h5p.writing.packaging import package_of, question_set
from exchange.h5p.writing.writer import Params, Writer
from exchange.questions import LeftOut, Question


def write(title: str, questions: list[Question]) -> Written:
    """Return a package with the questions, and those that H5P has no place for."""
    files: dict[str, bytes] = {}
    left_out: list[LeftOut] = []
    contents: list[Params] = []
    used: set[str] = set()

    def write_one(number: int, question: Question) -> tuple[Writer, Params]:
        writer = Writer(question, f"{number}-")
        library, content = write_content(writer)
        if len(questions) > 1 and library not in IN_A_SET:
            raise LeaveOut(
                gettext("A question set of H5P takes none of these; export it alone.")
            )
        return writer, content

    for _number, _question, (writer, content) in each_written(
        questions, write_one, left_out
    ):
        contents.append(content)
        files |= writer.files
        used |= writer.used
    if len(questions) == 1 and contents:
        (content,) = contents
        main, params = str(content["library"]).partition(" ")[0], content["params"]
        title = content["metadata"]["title"]
    else:
        main, params = SET, question_set(title, contents)
        used.add(SET)
    return Written(package_of(title, main, params, used, files), tuple(left_out))
