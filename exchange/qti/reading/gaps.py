"""Texts with gaps: words from one list that fill them, or a choice inside each."""

from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element

from django.utils.translation import gettext

from exchange import building, limits
from exchange.base import LeaveOut
from exchange.parts import Found, Source, Word
from exchange.qti import scoring
from exchange.qti.reading.interactions import without_interactions
from exchange.qti.reading.marks import BREAK, part, parted, with_gaps
from exchange.qti.reading.reader import Reader
from exchange.qti.reading.responses import (
    check_known,
    check_right,
    choices_in,
    id_of,
    pairs_in,
)
from exchange.qti.tree import pictures, words


def read_gap_match(reader: Reader, group: list[Element]) -> Found:
    """Read a gap match interaction."""
    interaction, item = group[0], reader.item
    if interaction.find("gapImg") is not None or any(
        next(pictures(each), None) is not None for each in interaction.iter("gapText")
    ):
        raise LeaveOut(gettext("Pictures are put into the gaps."))
    bank = choices_in(interaction, "gapText")
    gaps = [each for each in interaction.iter("gap") if id_of(each)]
    name, right = reader.right(interaction)
    links = pairs_in(right)
    # A file may write a pair either way round.
    names = {id_of(gap) for gap in gaps}
    if all(one in names for one, _word in links):
        links = [(word, gap) for gap, word in links]
    check_known((word for word, _gap in links), bank)
    fills = {gap: word for word, gap in links}
    if len(fills) < len(links) or fills.keys() != names or len(names) < len(gaps):
        raise LeaveOut(gettext("A gap in it takes no word, or more than one."))
    order = {id_of(gap): number for number, gap in enumerate(gaps, 1)}

    def numbered(element: Element) -> str | None:
        if element.tag == "gap":
            return part(order[id_of(element)])
        if element.tag in ("prompt", "gapText"):
            return ""
        return None

    text = with_gaps(words(interaction, numbered))
    value, source = building.gap(
        reader.seed(interaction),
        text,
        [_word(reader, fills[gap], bank) for gap in order],
        limits.decoys_of_gap(
            [_word(reader, id_, bank) for id_ in bank if id_ not in fills.values()],
            reader.notes,
        ),
    )
    source |= {f"g{number}": gap for gap, number in order.items()}
    reader.notes += scoring.notes_on_parts(item, name, right)
    lines = scoring.closing_lines_of_pairs(item, name, right)
    return building.closed(Found("gap", value, source), *lines)


def read_inline_choice(reader: Reader, group: list[Element]) -> Found:
    """Read the inline choices of an item: one text with gaps."""
    item, body = reader.item, reader.item.body
    assert body is not None  # noqa: S101 -- it holds the interaction
    if next(body.iter("textEntryInteraction"), None) is not None:
        raise LeaveOut(gettext("Into other gaps of the same text words are typed."))
    numbers = {each: number for number, each in enumerate(group, 1)}

    def numbered(element: Element) -> str | None:
        if element in numbers:
            return part(numbers[element])
        if element.tag == "br":
            return BREAK
        return without_interactions(element)

    before, text = parted(words(body, numbered))
    filled: list[Word] = []
    decoys: dict[str, Word] = {}
    banks = []
    right: dict[str, list[str]] = {}
    source: Source = {}
    for number, interaction in enumerate(group, 1):
        bank = choices_in(interaction, "inlineChoice")
        name, correct = reader.right(interaction, bank)
        check_right(correct, bank)
        right[name] = correct[:1]
        source[f"g{number}"] = name
        filled.append(_word(reader, correct[0], bank))
        others = [_word(reader, id_, bank) for id_ in bank if id_ != correct[0]]
        banks.append({word.text for word in (filled[-1], *others)})
        for word in others:
            decoys.setdefault(word.text, word)
    fits = {word.text for word in filled}
    if any(bank != banks[0] for bank in banks):
        if len(fits) < len(filled):
            raise LeaveOut(
                gettext("Its gaps have choices of their own that do not go together.")
            )
        reader.notes.append(
            gettext("In the file each gap has its own words; here all are together.")
        )
    value, ours = building.gap(
        reader.seed(group[0]),
        with_gaps(text),
        filled,
        limits.decoys_of_gap(
            [word for word in decoys.values() if word.text not in fits], reader.notes
        ),
    )
    parts = [{name: correct} for name, correct in right.items()]
    reader.notes += scoring.notes_on_responses(item, parts, right)
    lines = scoring.closing_lines(item, right, [_all_others(group, right)])
    prompt = reader.joined([reader.stimulus()], before) or building.fill_in(
        reader.locale
    )
    return building.closed(Found("gap", value, source | ours, prompt), *lines)


def _all_others(
    group: Iterable[Element], right: Mapping[str, list[str]]
) -> dict[str, list[str]]:
    """Return a response that is wrong in each gap."""
    return {
        each.get("responseIdentifier") or "": [other]
        for each in group
        for other in choices_in(each, "inlineChoice")
        if other not in right[each.get("responseIdentifier") or ""]
    }


def _word(reader: Reader, id_: str, bank: Mapping[str, Element]) -> Word:
    text = " ".join(words(bank[id_]).split())
    feedback = scoring.feedback_in(reader.item, id_)
    return Word(text or id_, id_, feedback=feedback)
