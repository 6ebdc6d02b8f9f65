"""Things to join: two sets to match, or one in which any two may be joined."""

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element

from django.utils.translation import gettext

from exchange import building, limits
from exchange.base import LeaveOut, no_partner
from exchange.parts import Found, Pair
from exchange.qti import scoring
from exchange.qti.reading.reader import Reader
from exchange.qti.reading.responses import check_known, choices_in, pairs_in


def read_match(reader: Reader, group: list[Element]) -> Found:
    """Read a match interaction: each thing of one set has one partner in the other."""
    interaction = group[0]
    sets = [
        choices_in(each, "simpleAssociableChoice")
        for each in interaction.findall("simpleMatchSet")
    ]
    if len(sets) != 2:
        raise LeaveOut(gettext("It has not two sets to match."))
    name, right = reader.right(interaction)
    links = pairs_in(right)
    ones, others = sets
    check_known((one for one, _other in links), ones)
    check_known((other for _one, other in links), others)
    lefts = [one for one, _other in links]
    rights = [other for _one, other in links]
    if not _covers(lefts, ones):
        # Then the other side may be what has one partner each.
        if not _covers(rights, others):
            raise no_partner()
        links = [(other, one) for one, other in links]
        ones, others = others, ones
    return _matched(reader, interaction, name, right, links, ones, others)


def read_associate(reader: Reader, group: list[Element]) -> Found:
    """Read an associate interaction: what a pair names first becomes the left side."""
    interaction = group[0]
    choices = choices_in(interaction, "simpleAssociableChoice")
    name, right = reader.right(interaction)
    links = pairs_in(right)
    joined = [id_ for link in links for id_ in link]
    check_known(joined, choices)
    if len(set(joined)) < len(joined):
        raise no_partner()
    lefts = {id_: choices[id_] for id_, _other in links}
    rights = {id_: each for id_, each in choices.items() if id_ not in lefts}
    reader.notes.append(
        gettext("In the file any two may be joined; here one side is given.")
    )
    return _matched(reader, interaction, name, right, links, lefts, rights)


def _covers(ids: Sequence[str], choices: Mapping[str, Element]) -> bool:
    """Return whether each choice is named, and once."""
    return len(ids) == len(set(ids)) == len(choices)


def _matched(
    reader: Reader,
    interaction: Element,
    name: str,
    right: list[str],
    links: Sequence[tuple[str, str]],
    lefts: Mapping[str, Element],
    rights: Mapping[str, Element],
) -> Found:
    partner = dict(links)
    is_sort = reader.kind == "sort" or len(set(partner.values())) < len(partner)
    pairs = _pairs(reader, partner, lefts, rights, is_sort)
    kind, value, source = building.matching(
        reader.seed(interaction), pairs, reader.notes, "sort" if is_sort else "match"
    )
    reader.notes += scoring.notes_on_parts(reader.item, name, right)
    lines = scoring.closing_lines_of_pairs(reader.item, name, right)
    return building.closed(Found(kind, value, source), *lines)


def _pairs(
    reader: Reader,
    partner: Mapping[str, str],
    lefts: Mapping[str, Element],
    rights: Mapping[str, Element],
    is_sort: bool,
) -> list[Pair]:
    """Return what belongs together, then the right sides that nothing belongs to."""
    sides = {id_: reader.side(element) for id_, element in rights.items()}
    # In the order of the right sides, as the groups of a sort keep it.
    ordered = sorted(lefts, key=lambda id_: list(rights).index(partner[id_]))
    pairs = []
    for id_ in ordered if is_sort else lefts:
        text, picture = reader.side(lefts[id_])
        words, right_picture = sides[partner[id_]]
        pairs.append(
            Pair(
                left=text,
                right=words,
                left_source=id_,
                right_source=partner[id_],
                left_picture=picture,
                right_picture=right_picture,
                feedback=scoring.feedback_in(reader.item, id_),
                group=partner[id_],
            )
        )
    lonely = [
        Pair(
            left="",
            right=words,
            right_source=id_,
            right_picture=right_picture,
            group=id_,
        )
        for id_, (words, right_picture) in sides.items()
        if id_ not in partner.values()
    ]
    if not is_sort:
        lonely = limits.decoys_of_match(lonely, reader.notes)
    return pairs + lonely
