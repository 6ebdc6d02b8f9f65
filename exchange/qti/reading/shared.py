"""What the items of one file share."""

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from exchange.archives import Archive
from exchange.base import TooMuch, Unreadable
from exchange.budget import Budget
from exchange.qti.tree import normalise, pictures, words
from exchange.text import parse_xml


@dataclass(frozen=True, slots=True)
class Stimulus:
    """A text that questions are about; ``fault`` says why it cannot be read."""

    text: str = ""
    pictures: tuple[Element, ...] = ()
    fault: str = ""


@dataclass(slots=True)
class Shared:
    """The budget of a file, and the stimuli of its items, each of which is read once."""

    budget: Budget = field(default_factory=Budget)
    stimuli: dict[str, Stimulus] = field(default_factory=dict)

    def stimulus(self, archive: Archive, name: str) -> Stimulus:
        """Return the stimulus in a file of a package.

        Raises:
            TooMuch: if the package has more text than may be read at a time.
        """
        if name not in self.stimuli:
            self.stimuli[name] = self._stimulus(archive, name)
        return self.stimuli[name]

    def _stimulus(self, archive: Archive, name: str) -> Stimulus:
        try:
            root = read_xml(archive, name, "en", self.budget)
        except TooMuch:
            raise
        except Unreadable as error:
            return Stimulus(fault=error.reason)
        body = root.find("stimulusBody")
        if body is None:
            return Stimulus()
        return Stimulus(words(body), tuple(pictures(body)))


def read_xml(archive: Archive, name: str, locale: str, budget: Budget) -> Element:
    """Return the normalised root of an XML file in a package.

    Raises:
        TooMuch: if it has more than the budget; it is not even unpacked then.
        Unreadable: if it is none that can be read.
    """
    budget.take_source(archive.size(name))
    root = parse_xml(archive.read(name), locale, budget)
    normalise(root)
    return root
