"""What one file may cost: counted while it is read, before anything is built of it.

Every reader takes what it is about to build from a ``Budget``. So a file whose counts are
out of all proportion is refused early, whatever its format, and the rest is read in time
and memory that are known: ``tests/adversary/test_files.py`` measures both.
"""

from dataclasses import dataclass

from django.utils.translation import gettext

from exchange.base import LeaveOut, TooMuch

# Bytes or characters of text, markup included, without the pictures.
MAX_TEXT = 4 * 1024 * 1024
# Bytes of XML that a package unpacks, comments and tags included.
MAX_SOURCE = 20 * 1024 * 1024
# Elements, and attributes, of all XML in a file.
MAX_ELEMENTS = 100_000
# Answers, pairs, words and the like: of one question, more than any kind takes, and of all.
MAX_PARTS = 100
MAX_ALL_PARTS = 8_000
# Steps of response processing, of one item and of all.
MAX_STEPS = 20_000
MAX_ALL_STEPS = 300_000


@dataclass(slots=True)
class Budget:
    """What is left for one file."""

    source: int = MAX_SOURCE
    text: int = MAX_TEXT
    elements: int = MAX_ELEMENTS
    parts: int = MAX_ALL_PARTS
    steps: int = MAX_ALL_STEPS

    def take_source(self, count: int) -> None:
        """Take bytes of XML in a package, before they are unpacked.

        Raises:
            TooMuch: if the file has too many.
        """
        self.source -= count
        if self.source < 0:
            raise TooMuch(
                gettext("The package has more than %(size)d MB of XML. Split it.")
                % {"size": MAX_SOURCE // 1024 // 1024}
            )

    def take_text(self, count: int) -> None:
        """Take characters of text.

        Raises:
            TooMuch: if the file has too many.
        """
        self.text -= count
        if self.text < 0:
            raise TooMuch(
                gettext("The file has more than %(size)d MB of text. Split it.")
                % {"size": MAX_TEXT // 1024 // 1024}
            )

    def take_elements(self, count: int) -> None:
        """Take elements of XML.

        Raises:
            TooMuch: if the file has too many.
        """
        self.elements -= count
        if self.elements < 0:
            raise TooMuch(gettext("The file’s XML has too many elements. Split it."))

    def take_parts(self, count: int) -> None:
        """Take answers, pairs and the like of one question.

        Raises:
            LeaveOut: if the question has too many.
            TooMuch: if the file has.
        """
        if count > MAX_PARTS:
            raise LeaveOut(
                gettext("It has more than %(limit)d answers or other parts.")
                % {"limit": MAX_PARTS}
            )
        self.parts -= count
        if self.parts < 0:
            raise TooMuch(
                gettext("The file has more than %(limit)d answers in all. Split it.")
                % {"limit": MAX_ALL_PARTS}
            )

    def take_steps(self, count: int) -> None:
        """Take steps of response processing.

        Raises:
            TooMuch: if the file has too many.
        """
        self.steps -= count
        if self.steps < 0:
            raise TooMuch(gettext("The file’s scoring rules are too long. Split it."))


@dataclass(slots=True)
class Steps:
    """What is left for the response processing of one item."""

    budget: Budget
    left: int = MAX_STEPS

    def take(self, count: int) -> None:
        """Take steps.

        Raises:
            LeaveOut: if the item has too many.
            TooMuch: if the file has.
        """
        self.left -= count
        if self.left < 0:
            raise LeaveOut(gettext("Its scoring rules are too long."))
        self.budget.take_steps(count)
