"""What the builders of all interactions need: the item's words, pictures and answers."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from django.utils.translation import gettext

from exchange.archives import Archive
from exchange.parts import Picture
from exchange.pictures import of_package
from exchange.qti.item import Item
from exchange.qti.reading.interactions import without_interactions
from exchange.qti.reading.responses import id_of
from exchange.qti.reading.shared import Shared, Stimulus
from exchange.qti.tree import alt_of, pictures, source_of, words
from exchange.text import shorten

PROMPT_LIMIT = 600


@dataclass(slots=True)
class Reader:
    """Reads one question of an item, and collects what it shows and what it loses.

    ``name`` is that of the item's file in the archive; ``kind`` is the kind of the
    question where it is known. ``shared`` is what the items of
    a file have in common, such as its budget.
    """

    item: Item
    locale: str
    archive: Archive | None
    name: str
    kind: str = ""
    shared: Shared = field(default_factory=Shared)
    notes: list[str] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)

    def note_once(self, note: str) -> None:
        """Note something, unless it is noted already."""
        if note not in self.notes:
            self.notes.append(note)

    # Words

    def prompt(self, group: list[Element]) -> str:
        """Return the words before an interaction, its own prompt last."""
        own = words(group[0].find("prompt"))
        before = [self.stimulus(), self._body_before()]
        if not own:
            own = before.pop()
        return self.joined(before, own)

    def joined(self, before: Sequence[str], own: str) -> str:
        """Join what comes before a question to it; where it is long, that is cut."""
        text = "\n".join(part for part in before if part)
        if not text:
            return own
        room = PROMPT_LIMIT - len(own) - 1
        if len(text) > room:
            self.notes.append(gettext("The text before the question is shortened."))
            text = shorten(text, room) if room > 40 else ""
        return f"{text}\n{own}".strip()

    def stimulus(self) -> str:
        """Return the words of the text that the question is about; "" for none."""
        return self._stimulus().text

    def _body_before(self) -> str:
        """Return the words of the body without its interactions."""
        if "before" not in self.item.memo:
            found = words(self.item.body, without_interactions)
            self.item.memo["before"] = found
        return self.item.memo["before"]

    def _stimulus(self) -> Stimulus:
        reference = self.item.root.find("assessmentStimulusRef")
        if reference is None:
            return Stimulus()
        archive, href = self.archive, reference.get("href") or ""
        name = archive.find(href, self.name) if archive else None
        if name is None or archive is None:
            self.note_once(
                gettext("The text that the question is about is not in the file.")
            )
            return Stimulus()
        found = self.shared.stimulus(archive, name)
        if found.fault:
            self.note_once(found.fault)
        return found

    # Pictures

    def picture(self, element: Element) -> Picture | None:
        """Return the first picture in an element as a question shows it, or None."""
        found = next(pictures(element), None)
        return self.keep(found) if found is not None else None

    def keep(self, picture: Element) -> Picture | None:
        """Return a picture as a question shows it; None, noted, if it is not there."""
        name = of_package(
            self.archive, source_of(picture), self.name, self.pictures, self.notes
        )
        return {"file": name, "alt": alt_of(picture)} if name is not None else None

    def picture_of_question(self, interaction: Element) -> Picture | None:
        """Return the one picture that there is room for above an interaction."""
        assert self.item.body is not None  # noqa: S101 -- it holds the interaction
        found = list(_pictures_outside(self.item.body))
        prompt = interaction.find("prompt")
        if prompt is not None:
            found += pictures(prompt)
        found += self._stimulus().pictures
        if len(found) > 1:
            self.notes.append(
                gettext("A question has one picture here; %(count)d more are left out.")
                % {"count": len(found) - 1}
            )
        return self.keep(found[0]) if found else None

    # Choices and answers

    def side(self, choice: Element) -> tuple[str, Picture | None]:
        """Return the words and the picture of a choice; the one or the other is there."""
        text, picture = words(choice), self.picture(choice)
        if not text and not picture:
            found = next(pictures(choice), None)
            text = (alt_of(found) if found is not None else "") or id_of(choice)
        return text, picture

    def right(
        self, interaction: Element, choices: Iterable[str] = ()
    ) -> tuple[str, list[str]]:
        """Return the name of an interaction's response, and the right one (``correct``)."""
        name = interaction.get("responseIdentifier") or ""
        return name, self.item.correct(name, choices)

    def seed(self, interaction: Element) -> str:
        """Return what goes into the ids of a question: its words and its place."""
        if "body" not in self.item.memo:
            self.item.memo["body"] = words(self.item.body)
        return f"{self.item.identifier} {self.item.memo['body'][:200]}" + (
            interaction.get("responseIdentifier") or ""
        )


def _pictures_outside(element: Element) -> Iterator[Element]:
    if without_interactions(element) == "":
        return
    if element.tag in ("img", "object"):
        yield from pictures(element)
        return
    for child in element:
        if child.tag not in ("feedbackBlock", "feedbackInline", "templateBlock"):
            yield from _pictures_outside(child)
