"""The protocol of a format, and what every format shares."""

import logging
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext

from exchange.questions import LeftOut, Question, place

T = TypeVar("T")
logger = logging.getLogger(__name__)


class Unreadable(ValueError):  # noqa: N818 -- named after what the file is
    """A file that cannot be read at all; ``reason`` tells the editor why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class TooMuch(Unreadable):
    """A file with more in it than may be read at a time; it sinks the whole file."""


class LeaveOut(ValueError):  # noqa: N818 -- named after what is done
    """A question that cannot become one of ours; ``reason`` tells the editor why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def no_right_answer() -> LeaveOut:
    """Return why a question without an answer is left out."""
    return LeaveOut(gettext("The file does not say which answer is right."))


def no_partner() -> LeaveOut:
    """Return why a question whose things do not pair off is left out."""
    return LeaveOut(gettext("Something in it has no partner, or more than one."))


@dataclass(frozen=True, slots=True)
class Written:
    """A file, and what could not go into it."""

    data: bytes
    left_out: tuple[LeftOut, ...] = ()


class Format(ABC):
    """One way to keep questions in a file."""

    name: ClassVar[str]
    label: ClassVar[str | Promise]
    # The end of a file's name, with its dot.
    suffix: ClassVar[str]
    content_type: ClassVar[str]

    @abstractmethod
    def sniff(self, data: bytes, filename: str) -> bool:
        """Return whether the file looks like one of this format."""

    @abstractmethod
    def read(self, data: bytes, locale: str) -> Iterator[Question | LeftOut]:
        """Yield what is in the file, in its order.

        Args:
            data: the file; its size is checked already.
            locale: the language of the questions, such as "en": of words that the format
                has none for, as "True".

        Raises:
            Unreadable: if the file is broken as a whole.
        """

    @abstractmethod
    def write(self, title: str, questions: list[Question]) -> Written:
        """Return the file with these questions, and what it has no place for."""


def attempt(
    where: str, what: str, make: Callable[[], Iterable[T | LeftOut]]
) -> list[T | LeftOut]:
    """Return what ``make`` makes of one question of a file, or why it makes nothing.

    One bad question never sinks a file: a fault of the reader is logged, and the question
    is left out.

    Raises:
        TooMuch: if the file as a whole asks too much.
    """
    try:
        return list(make())
    except LeaveOut as error:
        return [LeftOut(where, what, error.reason)]
    except TooMuch:
        raise
    except Exception:
        # Not with the exception: it may quote the file.
        logger.exception("A question could not be read")
        return [LeftOut(where, what, gettext("This question could not be read."))]


def each_written(
    questions: Iterable[Question],
    write: Callable[[int, Question], T],
    left_out: list[LeftOut],
) -> Iterator[tuple[int, Question, T]]:
    """Yield number, question and what ``write`` makes of it; what it refuses is listed.

    Args:
        questions: in the order of the file; the first has the number 1.
        write: raises ``LeaveOut`` for a question that the format cannot say.
        left_out: where those go.
    """
    for number, question in enumerate(questions, start=1):
        try:
            written = write(number, question)
        except LeaveOut as error:
            left_out.append(LeftOut(place(number), question.called, error.reason))
        else:
            yield number, question, written
