"""Assessment items of QTI as questions of ours."""

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any
from xml.etree.ElementTree import Element

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quizzes import kinds
from quizzes.exchange import building, extras
from quizzes.exchange.archives import Archive
from quizzes.exchange.base import LeaveOut, Unreadable, attempt
from quizzes.exchange.pictures import inspect
from quizzes.exchange.qti import scoring
from quizzes.exchange.qti.item import Item, read
from quizzes.exchange.qti.tree import (
    alt_of,
    normalise,
    numbers,
    pictures,
    source_of,
    words,
)
from quizzes.exchange.questions import ITSELF, LeftOut, Question, entry, short_id
from quizzes.exchange.text import parse_xml, plain, shorten

Value = dict[str, Any]
Source = dict[str, str]

ITEM = "assessmentItem"
# The attribute of an interaction that holds what QTI has no place for (see ``extras``).
NOTE = f"data-{extras.MARK}"
PROMPT_LIMIT = 600
# More than any kind takes.
MAX_CHOICES = 100
# In rendered text, what stands for a line break and for a numbered part.
BREAK = "\ue003"
PART = re.compile("\ue001([0-9]+)\ue002")
SPLIT = "\ue004"
# In a gap's text, what would look like one of our gaps.
BRACES = re.compile(r"\{(\s*\d{1,2}\s*)\}")

# The elements that only accompany a question.
SIDE_SHOWS = {
    "endAttemptInteraction": _("The button that ends the attempt is left out."),
    "mediaInteraction": _("Sound and film are left out."),
}
OTHERS = {
    "textEntryInteraction": _("Words are typed in; here nobody types."),
    "extendedTextInteraction": _("A text is written; here nobody types."),
    "uploadInteraction": _("A file is handed in; children hand in nothing here."),
    "drawingInteraction": _("A picture is drawn; children hand in nothing here."),
    "graphicOrderInteraction": _("Places in a picture are put in order."),
    "graphicAssociateInteraction": _("Places in a picture are joined by lines."),
    "graphicGapMatchInteraction": _("Things are put on places in a picture."),
    "selectPointInteraction": _("Any point of a picture may be picked."),
    "positionObjectInteraction": _("A picture is put on a point of another one."),
    "sliderInteraction": _("A number is set on a scale, and there is a right one."),
    "customInteraction": _("It runs a program; foreign programs are never run."),
    "portableCustomInteraction": _(
        "It runs a program; foreign programs are never run."
    ),
    **SIDE_SHOWS,
}


def read_item(
    data: bytes, locale: str, archive: Archive | None, name: str, where: str
) -> list[Question | LeftOut]:
    """Give the questions of one file with an assessment item, and what is left out.

    Args:
        data: the XML file.
        locale: the language of the questions.
        archive: the package that it is in, if it is in one.
        name: its name in the package.
        where: how the report calls its place.
    """

    def make() -> Iterable[Question | LeftOut]:
        try:
            root = parse_xml(data, locale)
        except Unreadable as error:
            raise LeaveOut(error.reason) from error
        normalise(root)
        return _noted(
            root, read_root(root, locale, archive, name, where, kind_of(root))
        )

    return attempt(where, name, make)


def body_of(root: Element) -> str:
    """Give the words of an item, of which a note says what is missing."""
    return " ".join(text for text in root.itertext())


def _note_of(root: Element) -> tuple[str, dict[str, Any]] | None:
    """Give kind and fields of the note of our own export; None if it does not fit."""
    notes = [each.get(NOTE) for each in root.iter() if each.get(NOTE)]
    return extras.load(notes[0] or "", body_of(root)) if len(notes) == 1 else None


def kind_of(root: Element) -> str:
    """Give the kind that our own export noted; "" for none."""
    note = _note_of(root)
    return note[0] if note else ""


def _noted(root: Element, found: list[Question | LeftOut]) -> list[Question | LeftOut]:
    """Give an item's question with what our own export noted."""
    if all(each.get(NOTE) is None for each in root.iter()):
        return found
    note = _note_of(root)
    noted: list[Question | LeftOut] = []
    for question in found:
        if isinstance(question, Question):
            if note and note[0] == question.kind:
                value = dict(question.value)
                extras.apply(question.kind, value, note[1])
                question = replace(question, value=value, title=value["title"])
            else:
                notes = (*question.notes, extras.lost_note())
                question = replace(question, notes=notes)
        noted.append(question)
    return noted


def read_root(
    root: Element,
    locale: str,
    archive: Archive | None,
    name: str,
    where: str,
    kind: str = "",
) -> list[Question | LeftOut]:
    """Give the questions of an item whose tree is normalised.

    ``kind`` is that of the question where it is known.

    Raises:
        LeaveOut: if it is no item, or one that cannot be taken as a whole.
    """
    if root.tag != ITEM:
        raise LeaveOut(gettext("It is no assessment item of QTI."))
    item = read(root)
    reader = _Reader(item, locale, archive, name, kind)
    found: list[Question | LeftOut] = []
    try:
        groups = reader.groups()
    except LeaveOut as error:
        return [LeftOut(where, item.title or item.identifier, error.reason)]
    for number, group in enumerate(groups, 1):
        place = where
        if len(groups) > 1:
            place = gettext("%(where)s, part %(number)d") % {
                "where": where,
                "number": number,
            }
        what = item.title or shorten(reader.prompt(group), 80) or item.identifier
        found += [
            replace(each, where=place) if isinstance(each, Question) else each
            for each in attempt(place, what, partial(reader.questions, group))
        ]
    return found


@dataclass(slots=True)
class _Found:
    """What an interaction becomes: a kind, its value, and where its ids come from."""

    kind: str
    value: Value
    source: Source
    prompt: str | None = None


@dataclass(slots=True)
class _Reader:
    """Reads the interactions of one item."""

    item: Item
    locale: str
    archive: Archive | None
    name: str
    kind: str = ""
    notes: list[str] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)

    def groups(self) -> list[list[Element]]:
        """Give the interactions, those together that make one question.

        Raises:
            LeaveOut: if the item as a whole cannot be taken.
        """
        if self.item.root.find("templateDeclaration") is not None:
            raise LeaveOut(
                gettext("Its numbers or words are drawn anew for each learner.")
            )
        found = list(_interactions(self.item.body))
        asking = [each for each in found if each.tag not in SIDE_SHOWS]
        if not asking:
            reasons = [str(SIDE_SHOWS[each.tag]) for each in found]
            raise LeaveOut(reasons[0] if reasons else gettext("It asks nothing."))
        inline = [each for each in asking if each.tag == "inlineChoiceInteraction"]
        groups = [[each] for each in asking if each not in inline]
        if inline:
            groups.insert(asking.index(inline[0]) if groups else 0, inline)
        if self.item.is_adaptive and len(groups) > 1:
            raise LeaveOut(gettext("Its steps follow from the answers before."))
        return groups

    def questions(self, group: list[Element]) -> list[Question]:
        """Give the question of one group of interactions.

        Raises:
            LeaveOut: if it is none of ours.
        """
        self.notes, self.pictures = [], {}
        kind = group[0].tag
        if kind in OTHERS:
            raise LeaveOut(str(OTHERS[kind]))
        build = BUILDERS.get(kind)
        if build is None:
            raise LeaveOut(gettext("“%(name)s” is not known here.") % {"name": kind})
        found = build(self, group)
        value = {"title": self.item.title, "prompt": found.prompt or "", **found.value}
        if found.prompt is None:
            value["prompt"] = self.prompt(group)
        if "picture" not in value:
            picture = self._picture_of_question(group[0])
            if picture:
                value["picture"] = picture
        self._note_the_rest()
        source = dict(found.source)
        if self.item.identifier:
            source[ITSELF] = self.item.identifier
        return [
            Question(
                kind=found.kind,
                title=self.item.title,
                value=value,
                source=source,
                pictures=self.pictures,
                notes=tuple(self.notes),
            )
        ]

    def _note_the_rest(self) -> None:
        body = self.item.body
        assert body is not None  # noqa: S101 -- it holds the interaction
        if self.item.is_adaptive:
            self.notes.append(
                gettext("In the file the attempt has several steps; here it has one.")
            )
        for each in _interactions(body):
            if each.tag in SIDE_SHOWS:
                self.notes.append(str(SIDE_SHOWS[each.tag]))
        if any(
            each.tag in ("audio", "video")
            or (
                each.tag == "object"
                and not each.get("type", "image/").startswith("image/")
            )
            for each in body.iter()
        ):
            self.notes.append(gettext("Sound and film are left out."))
        if any(each.tag == "math:math" for each in body.iter()):
            self.notes.append(
                gettext("Formulas are written on one line; look at them.")
            )
        if any(
            each.tag == "rubricBlock" and not _is_for_learners(each)
            for each in body.iter()
        ):
            self.notes.append(
                gettext("Notes for those who score or teach are left out.")
            )

    # Words

    def prompt(self, group: list[Element]) -> str:
        """Give the words before an interaction, its own prompt last."""
        own = words(group[0].find("prompt"))
        before = [self._stimulus(), words(self.item.body, _without_interactions)]
        if not own:
            own = before.pop()
        return self._joined([part for part in before if part], own)

    def _joined(self, before: Sequence[str], own: str) -> str:
        """Join what comes before a question to it; where it is long, that is cut."""
        text = "\n".join(before)
        if not text:
            return own
        room = PROMPT_LIMIT - len(own) - 1
        if len(text) > room:
            self.notes.append(gettext("The text before the question is shortened."))
            text = shorten(text, room) if room > 40 else ""
        return f"{text}\n{own}".strip()

    def _stimulus(self) -> str:
        root = self._stimulus_root()
        return words(root) if root is not None else ""

    def _stimulus_root(self) -> Element | None:
        reference = self.item.root.find("assessmentStimulusRef")
        if reference is None:
            return None
        name = self._file(reference.get("href") or "")
        if name is None or self.archive is None:
            self._note_once(
                gettext("The text that the question is about is not in the file.")
            )
            return None
        try:
            root = parse_xml(self.archive.read(name))
        except Unreadable as error:
            self._note_once(error.reason)
            return None
        normalise(root)
        return root.find("stimulusBody")

    def _note_once(self, note: str) -> None:
        if note not in self.notes:
            self.notes.append(note)

    # Pictures

    def _file(self, reference: str) -> str | None:
        return self.archive.find(reference, self.name) if self.archive else None

    def picture(self, element: Element) -> dict[str, str] | None:
        """Give the first picture in an element as a question shows it, or None."""
        for found in pictures(element):
            return self._keep(found)
        return None

    def _keep(self, picture: Element) -> dict[str, str] | None:
        reference = source_of(picture)
        name = self._file(reference)
        if name is None or self.archive is None:
            self._note_once(
                gettext("The picture “%(name)s” is not in the file.")
                % {"name": shorten(reference, 80)}
            )
            return None
        if name not in self.pictures:
            self.pictures[name] = self.archive.read(name)
        return {"file": name, "alt": alt_of(picture)}

    def _picture_of_question(self, interaction: Element) -> dict[str, str] | None:
        assert self.item.body is not None  # noqa: S101 -- it holds the interaction
        found = list(_pictures_outside(self.item.body))
        prompt = interaction.find("prompt")
        if prompt is not None:
            found += pictures(prompt)
        stimulus = self._stimulus_root()
        if stimulus is not None:
            found += pictures(stimulus)
        if len(found) > 1:
            self.notes.append(
                gettext("A question has one picture here; %(count)d more are left out.")
                % {"count": len(found) - 1}
            )
        return self._keep(found[0]) if found else None

    def side(self, choice: Element) -> tuple[str, dict[str, str] | None]:
        """Give the words and the picture of a choice; the one or the other is there."""
        text, picture = words(choice), self.picture(choice)
        if not text and not picture:
            found = next(pictures(choice), None)
            text = (alt_of(found) if found is not None else "") or _id(choice)
        return text, picture

    # Kinds

    def _right(
        self, interaction: Element, choices: Iterable[str] = ()
    ) -> tuple[str, list[str]]:
        name = interaction.get("responseIdentifier") or ""
        return name, self.item.correct(name, choices)

    def choice(self, group: list[Element]) -> _Found:
        interaction = group[0]
        choices = _choices(interaction, "simpleChoice")
        name, right = self._right(interaction, choices)
        if not right:
            return self._poll(interaction, choices)
        _check_known(right, choices)
        declared = self.item.declarations[name]
        multiple = len(right) > 1 or (
            declared.cardinality == "multiple" and interaction.get("maxChoices") != "1"
        )
        feedback, when_right, when_wrong = scoring.feedback_of_choices(
            self.item, name, list(choices), right
        )
        options = []
        for id_, element in choices.items():
            text, picture = self.side(element)
            options.append(
                building.Option(text, id_ in right, feedback[id_], id_, picture)
            )
        options = building.at_most(
            *("choice", "options", options),
            lambda option: not option.correct,
            lambda option: option.text,
            self.notes,
        )
        value, source = building.choice(self._seed(interaction), options, multiple)
        wrong = {o.source: o.text for o in options if not o.correct}
        if multiple:
            self.notes += scoring.notes_on_parts(self.item, name, right)
            self.notes += scoring.notes_on_wrong_picks(
                self.item, name, right, list(wrong)
            )
        else:
            self.notes += scoring.notes_on_one(self.item, name, right[0], wrong)
        value["shuffle"] = self._is_shuffled(interaction, choices.values())
        return _Found("choice", _closed(value, when_right, when_wrong), source)

    def _is_shuffled(self, interaction: Element, choices: Iterable[Element]) -> bool:
        if interaction.get("shuffle") != "true":
            return False
        if any(choice.get("fixed") == "true" for choice in choices):
            self.notes.append(
                gettext("Some options keep their place, so none are mixed here.")
            )
            return False
        return True

    def _poll(self, interaction: Element, choices: Mapping[str, Element]) -> _Found:
        """Give a scale without a right answer.

        Raises:
            LeaveOut: if it is no such scale.
        """
        if (
            "likert" not in kinds.KINDS
            or interaction.get("maxChoices", "1") != "1"
            or self.item.root.find("responseProcessing") is not None
        ):
            raise _no_right_answer()
        seed, source, stored = self._seed(interaction), {}, []
        for number, (id_, element) in enumerate(choices.items()):
            ours = short_id("o", seed, number, id_)
            source[ours] = id_
            stored.append(entry(ours, {"text": self.side(element)[0]}))
        return _Found("likert", {"options": stored}, source)

    def order(self, group: list[Element]) -> _Found:
        interaction = group[0]
        choices = _choices(interaction, "simpleChoice")
        name, right = self._right(interaction)
        if not right:
            raise _no_right_answer()
        _check_known(right, choices)
        if len(right) < len(choices):
            raise LeaveOut(gettext("Only some of the things are to be put in order."))
        things = []
        for id_ in right:
            text, picture = self.side(choices[id_])
            feedback = scoring.feedback_in(self.item, id_)
            things.append(building.Word(text, id_, picture, feedback))
        value, source = building.order(self._seed(interaction), things)
        self.notes += scoring.notes_on_order(self.item, name, right)
        lines = scoring.closing_lines(
            self.item, {name: right}, [{name: list(reversed(right))}]
        )
        return _Found("order", _closed(value, *lines), source)

    def match(self, group: list[Element]) -> _Found:
        interaction = group[0]
        sets = [
            _choices(each, "simpleAssociableChoice")
            for each in interaction.findall("simpleMatchSet")
        ]
        if len(sets) != 2:
            raise LeaveOut(gettext("It has not two sets to match."))
        name, right = self._right(interaction)
        links = _pairs(right)
        if not links:
            raise _no_right_answer()
        ones, others = sets
        _check_known((one for one, _other in links), ones)
        _check_known((other for _one, other in links), others)
        lefts = [one for one, _other in links]
        rights = [other for _one, other in links]
        if not _covers(lefts, ones):
            # Then the other side may be what has one partner each.
            if not _covers(rights, others):
                raise LeaveOut(
                    gettext("Something in it has no partner, or more than one.")
                )
            links = [(other, one) for one, other in links]
            ones, others = others, ones
        return self._matched(interaction, name, right, links, ones, others)

    def associate(self, group: list[Element]) -> _Found:
        interaction = group[0]
        choices = _choices(interaction, "simpleAssociableChoice")
        name, right = self._right(interaction)
        links = _pairs(right)
        if not links:
            raise _no_right_answer()
        joined = [id_ for link in links for id_ in link]
        _check_known(joined, choices)
        if len(set(joined)) < len(joined):
            raise LeaveOut(gettext("Something in it has no partner, or more than one."))
        lefts = {id_: choices[id_] for id_, _other in links}
        rights = {id_: each for id_, each in choices.items() if id_ not in lefts}
        self.notes.append(
            gettext("In the file any two may be joined; here one side is given.")
        )
        return self._matched(interaction, name, right, links, lefts, rights)

    def _matched(
        self,
        interaction: Element,
        name: str,
        right: list[str],
        links: Sequence[tuple[str, str]],
        lefts: Mapping[str, Element],
        rights: Mapping[str, Element],
    ) -> _Found:
        partner = dict(links)
        sides = {id_: self.side(element) for id_, element in rights.items()}
        pairs = []
        # In the order of the right sides, as the groups of a sort keep it.
        ordered = sorted(lefts, key=lambda id_: list(rights).index(partner[id_]))
        is_sort = self.kind == "sort" or len(set(partner.values())) < len(partner)
        for id_ in ordered if is_sort else lefts:
            text, picture = self.side(lefts[id_])
            words_, right_picture = sides[partner[id_]]
            pairs.append(
                building.Pair(
                    left=text,
                    right=words_,
                    left_source=id_,
                    right_source=partner[id_],
                    left_picture=picture,
                    right_picture=right_picture,
                    feedback=scoring.feedback_in(self.item, id_),
                    group=partner[id_],
                )
            )
        for id_, (words_, right_picture) in sides.items():
            if id_ not in partner.values():
                pairs.append(
                    building.Pair(
                        left="",
                        right=words_,
                        right_source=id_,
                        right_picture=right_picture,
                        group=id_,
                    )
                )
        if not is_sort:
            decoys = building.at_most(
                *("match", "decoys", pairs[len(lefts) :]),
                lambda _pair: True,
                lambda pair: pair.right,
                self.notes,
            )
            pairs[len(lefts) :] = decoys
        kind, value, source = building.matching(
            self._seed(interaction), pairs, self.notes, "sort" if is_sort else "match"
        )
        self.notes += scoring.notes_on_parts(self.item, name, right)
        wrong = [{name: _rotated(right)}] if len(right) > 1 else []
        lines = scoring.closing_lines(self.item, {name: right}, wrong)
        return _Found(kind, _closed(value, *lines), source)

    def gap_match(self, group: list[Element]) -> _Found:
        interaction = group[0]
        if interaction.find("gapImg") is not None or any(
            next(pictures(each), None) is not None
            for each in interaction.iter("gapText")
        ):
            raise LeaveOut(gettext("Pictures are put into the gaps."))
        bank = _choices(interaction, "gapText")
        gaps = [each for each in interaction.iter("gap") if _id(each)]
        name, right = self._right(interaction)
        links = _pairs(right)
        if not links:
            raise _no_right_answer()
        # A file may write a pair either way round.
        names = {_id(gap) for gap in gaps}
        if all(one in names for one, _word in links):
            links = [(word, gap) for gap, word in links]
        _check_known((word for word, _gap in links), bank)
        fills = {gap: word for word, gap in links}
        if len(fills) < len(links) or fills.keys() != names or len(names) < len(gaps):
            raise LeaveOut(gettext("A gap in it takes no word, or more than one."))
        order = {_id(gap): number for number, gap in enumerate(gaps, 1)}

        def numbered(element: Element) -> str | None:
            if element.tag == "gap":
                return f"\ue001{order[_id(element)]}\ue002"
            if element.tag in ("prompt", "gapText"):
                return ""
            return None

        text = _with_gaps(words(interaction, numbered))
        value, source = building.gap(
            self._seed(interaction),
            text,
            [self._word(fills[gap], bank) for gap in order],
            self._decoys(
                self._word(id_, bank) for id_ in bank if id_ not in fills.values()
            ),
        )
        source |= {f"g{number}": gap for gap, number in order.items()}
        self.notes += scoring.notes_on_parts(self.item, name, right)
        wrong = [{name: _rotated(right)}] if len(right) > 1 else []
        lines = scoring.closing_lines(self.item, {name: right}, wrong)
        return _Found("gap", _closed(value, *lines), source)

    def _word(self, id_: str, bank: Mapping[str, Element]) -> building.Word:
        text = " ".join(words(bank[id_]).split())
        feedback = scoring.feedback_in(self.item, id_)
        return building.Word(text or id_, id_, feedback=feedback)

    def _decoys(self, words_: Iterable[building.Word]) -> list[building.Word]:
        return building.at_most(
            *("gap", "decoys", list(words_)),
            lambda _word: True,
            lambda word: word.text,
            self.notes,
        )

    def inline_choice(self, group: list[Element]) -> _Found:
        body = self.item.body
        assert body is not None  # noqa: S101 -- it holds the interaction
        if next(body.iter("textEntryInteraction"), None) is not None:
            raise LeaveOut(gettext("Into other gaps of the same text words are typed."))
        numbers_ = {each: number for number, each in enumerate(group, 1)}

        def numbered(element: Element) -> str | None:
            if element in numbers_:
                return f"\ue001{numbers_[element]}\ue002"
            if element.tag == "br":
                return BREAK
            return _without_interactions(element)

        before, text = _parted(words(body, numbered))
        filled: list[building.Word] = []
        decoys: dict[str, building.Word] = {}
        banks = []
        right: dict[str, list[str]] = {}
        source: Source = {}
        for number, interaction in enumerate(group, 1):
            bank = _choices(interaction, "inlineChoice")
            name, correct = self._right(interaction, bank)
            if not correct:
                raise _no_right_answer()
            _check_known(correct, bank)
            right[name] = correct[:1]
            source[f"g{number}"] = name
            filled.append(self._word(correct[0], bank))
            others = [self._word(id_, bank) for id_ in bank if id_ != correct[0]]
            banks.append({word.text for word in (filled[-1], *others)})
            for word in others:
                decoys.setdefault(word.text, word)
        fits = {word.text for word in filled}
        if any(bank != banks[0] for bank in banks):
            if len(fits) < len(filled):
                raise LeaveOut(
                    gettext(
                        "Its gaps have choices of their own that do not go together."
                    )
                )
            self.notes.append(
                gettext(
                    "In the file each gap has its own words; here all are together."
                )
            )
        value, ours = building.gap(
            self._seed(group[0]),
            _with_gaps(text),
            filled,
            self._decoys(word for word in decoys.values() if word.text not in fits),
        )
        parts = [{name: correct} for name, correct in right.items()]
        self.notes += scoring.notes_on_responses(self.item, parts, right)
        wrong = [
            {
                each.get("responseIdentifier") or "": [other]
                for each in group
                for other in _choices(each, "inlineChoice")
                if other not in right[each.get("responseIdentifier") or ""]
            }
        ]
        lines = scoring.closing_lines(self.item, right, wrong)
        prompt = self._joined(
            [part for part in [self._stimulus()] if part], before
        ) or building.fill_in(self.locale)
        return _Found("gap", _closed(value, *lines), source | ours, prompt)

    def hottext(self, group: list[Element]) -> _Found:
        interaction = group[0]
        choices = _choices(interaction, "hottext", deep=True)
        name, right = self._right(interaction, choices)
        if not right:
            raise _no_right_answer()
        _check_known(right, choices)
        ids = list(choices)

        def numbered(element: Element) -> str | None:
            if element.tag == "hottext" and _id(element) in choices:
                return f"\ue001{ids.index(_id(element))}\ue002"
            if element.get("data-piece") is not None:
                return SPLIT
            return "" if element.tag == "prompt" else None

        feedback, when_right, when_wrong = scoring.feedback_of_choices(
            self.item, name, ids, right
        )
        pieces = []
        # The text between two parts, and the number of the part that follows.
        for number, piece in enumerate(PART.split(words(interaction, numbered))):
            if number % 2 == 0:
                pieces += [building.Piece(each, "plain") for each in piece.split(SPLIT)]
                continue
            id_ = ids[int(piece)]
            role = "sign" if id_ in right else "fine"
            text = words(choices[id_]) or id_
            pieces.append(building.Piece(text, role, id_, feedback[id_]))
        value, source = building.mark(self._seed(interaction), pieces)
        self._note_picks(name, choices, right)
        return _Found("mark", _closed(value, when_right, when_wrong), source)

    def hotspot(self, group: list[Element]) -> _Found:
        interaction = group[0]
        choices = _choices(interaction, "hotspotChoice")
        name, right = self._right(interaction, choices)
        if not right:
            raise _no_right_answer()
        _check_known(right, choices)
        found = next(pictures(interaction), None)
        picture = self._keep(found) if found is not None else None
        size = self._size(found, picture, choices.values())
        feedback, when_right, when_wrong = scoring.feedback_of_choices(
            self.item, name, list(choices), right
        )
        places = [
            building.Piece(
                text=plain(html.escape(element.get("hotspotLabel") or "")),
                role="sign" if id_ in right else "fine",
                source=id_,
                feedback=feedback[id_],
                box=_box(element, size),
            )
            for id_, element in choices.items()
        ]
        value, source = building.hotspot(self._seed(interaction), places)
        self._note_picks(name, choices, right)
        if any(each.get("shape") == "poly" for each in choices.values()):
            self.notes.append(
                gettext("Places with many corners are boxes here; look at them.")
            )
        value = building.with_parts(value, picture=picture)
        return _Found("hotspot", _closed(value, when_right, when_wrong), source)

    def _size(
        self,
        element: Element | None,
        picture: dict[str, str] | None,
        choices: Iterable[Element],
    ) -> tuple[float, float]:
        """Give the width and height that the places' coordinates are about."""
        if element is not None:
            given = numbers(f"{element.get('width')} {element.get('height')}")
            if len(given) == 2 and min(given) > 0:
                return given[0], given[1]
        if picture:
            try:
                info = inspect(self.pictures[picture["file"]])
            except LeaveOut:
                pass
            else:
                return info.width, info.height
        self.notes.append(
            gettext(
                "The picture’s size is not known; set the places of the spots anew."
            )
        )
        edges = [_edges(choice) for choice in choices]
        known = [each for each in edges if each]
        return (
            max([each[2] for each in known], default=0.0) or 100.0,
            max([each[3] for each in known], default=0.0) or 100.0,
        )

    def _note_picks(
        self, name: str, choices: Iterable[str], right: Sequence[str]
    ) -> None:
        wrong = [id_ for id_ in choices if id_ not in right]
        declared = self.item.declarations[name]
        if declared.cardinality == "single":
            shown = {id_: id_ for id_ in wrong}
            self.notes += scoring.notes_on_one(self.item, name, right[0], shown)
            return
        self.notes += scoring.notes_on_parts(self.item, name, right)
        self.notes += scoring.notes_on_wrong_picks(self.item, name, right, wrong)

    def _seed(self, interaction: Element) -> str:
        return f"{self.item.identifier} {words(self.item.body)[:200]}" + (
            interaction.get("responseIdentifier") or ""
        )


BUILDERS: Mapping[str, Callable[[_Reader, list[Element]], _Found]] = {
    "choiceInteraction": _Reader.choice,
    "orderInteraction": _Reader.order,
    "matchInteraction": _Reader.match,
    "associateInteraction": _Reader.associate,
    "gapMatchInteraction": _Reader.gap_match,
    "inlineChoiceInteraction": _Reader.inline_choice,
    "hottextInteraction": _Reader.hottext,
    "hotspotInteraction": _Reader.hotspot,
}


def _interactions(element: Element | None) -> Iterator[Element]:
    for child in element if element is not None else ():
        if child.tag.endswith("Interaction"):
            yield child
        else:
            yield from _interactions(child)


def _without_interactions(element: Element) -> str | None:
    if element.tag.endswith("Interaction"):
        return ""
    if element.tag == "rubricBlock" and not _is_for_learners(element):
        return ""
    return None


def _is_for_learners(rubric: Element) -> bool:
    return "candidate" in (rubric.get("view") or "candidate").split()


def _pictures_outside(element: Element) -> Iterator[Element]:
    if _without_interactions(element) == "":
        return
    if element.tag in ("img", "object"):
        yield from pictures(element)
        return
    for child in element:
        if child.tag not in ("feedbackBlock", "feedbackInline", "templateBlock"):
            yield from _pictures_outside(child)


def _id(element: Element) -> str:
    return (element.get("identifier") or "").strip()


def _choices(parent: Element, tag: str, deep: bool = False) -> dict[str, Element]:
    """Give the choices of an interaction by their identifier.

    Raises:
        LeaveOut: if there are none, or two with the same identifier.
    """
    found = list(parent.iter(tag)) if deep else parent.findall(tag)
    if len(found) > MAX_CHOICES:
        raise LeaveOut(
            gettext("It has more than %(limit)d choices.") % {"limit": MAX_CHOICES}
        )
    choices = {_id(element): element for element in found}
    if not choices or len(choices) < len(found) or "" in choices:
        raise LeaveOut(gettext("Its choices are missing or cannot be told apart."))
    return choices


def _check_known(ids: Iterable[str], choices: Mapping[str, Element]) -> None:
    if any(id_ not in choices for id_ in ids):
        raise LeaveOut(gettext("Its right answer names something that is not in it."))


def _no_right_answer() -> LeaveOut:
    return LeaveOut(gettext("The file does not say which answer is right."))


def _pairs(written: Iterable[str]) -> list[tuple[str, str]]:
    """Give the pairs of a right response, each once.

    Raises:
        LeaveOut: if something in it is no pair.
    """
    pairs = []
    for text in written:
        parts = text.split()
        if len(parts) != 2:
            raise _no_right_answer()
        pairs.append((parts[0], parts[1]))
    return pairs


def _covers(ids: Sequence[str], choices: Mapping[str, Element]) -> bool:
    """Tell whether each choice is named, and once."""
    return len(ids) == len(set(ids)) == len(choices)


def _rotated(pairs: Sequence[str]) -> list[str]:
    """Give pairs with their second halves moved on by one: a wrong response."""
    halves = [pair.split() for pair in pairs]
    seconds = [second for _first, second in halves]
    return [
        f"{first} {second}"
        for (first, _own), second in zip(
            halves, [*seconds[1:], seconds[0]], strict=True
        )
    ]


def _closed(value: Value, right: str, wrong: str) -> Value:
    return building.with_parts(value, right=right, wrong=wrong)


def _parted(text: str) -> tuple[str, str]:
    """Part a text into the paragraphs before the first gap, and the rest."""
    lines = text.split("\n")
    first = next((n for n, line in enumerate(lines) if PART.search(line)), 0)
    before, after = (
        re.sub(f" *{BREAK} *", "\n", "\n".join(part))
        for part in (lines[:first], lines[first:])
    )
    return before, after


def _with_gaps(text: str) -> str:
    """Give a text with our gaps in place of the marks, and no other braces like them."""
    return PART.sub(r"{\1}", BRACES.sub(r"(\1)", text))


def _edges(choice: Element) -> tuple[float, float, float, float] | None:
    """Give left, top, right and bottom of a shape; None for the whole picture."""
    at = numbers(choice.get("coords"))
    match choice.get("shape"), at:
        case "rect", [left, top, right, bottom]:
            return (
                min(left, right),
                min(top, bottom),
                max(left, right),
                max(top, bottom),
            )
        case "circle", [x, y, radius]:
            return x - radius, y - radius, x + radius, y + radius
        case "ellipse", [x, y, across, down]:
            return x - across, y - down, x + across, y + down
        case "poly", [_, _, _, _, _, _, *_]:
            return min(at[::2]), min(at[1::2]), max(at[::2]), max(at[1::2])
    return None


def _box(choice: Element, size: tuple[float, float]) -> dict[str, int]:
    """Give where a place lies in the picture, in whole per cents inside it."""
    edges = _edges(choice)
    if edges is None:
        return {"x": 0, "y": 0, "width": 100, "height": 100}
    left, top, right, bottom = (
        round(min(100.0, max(0.0, 100 * edge / size[side % 2])))
        for side, edge in enumerate(edges)
    )
    left, top = min(left, 99), min(top, 99)
    return {
        "x": left,
        "y": top,
        "width": max(1, right - left),
        "height": max(1, bottom - top),
    }
