"""Two sets to match: things and their partners, or things and the groups they go to."""

from xml.etree.ElementTree import Element

from exchange.qti.writing.elements import add
from exchange.qti.writing.responses import declare
from exchange.qti.writing.writer import Writer, named
from exchange.questions import entries


def write_match(writer: Writer, body: Element) -> Element:
    """Write a match as a match interaction; decoys are partners of nothing."""
    pairs = writer.named("pair", "pairs")
    links = [f"left-{name} right-{name}" for name, _pair in pairs]
    interaction, lefts, rights = _two_sets(writer, body, links)
    for name, pair in pairs:
        choice = _associable(lefts, f"left-{name}", 1)
        writer.side(
            choice, pair.get("left"), pair.get("left_picture"), pair.get("feedback")
        )
        choice = _associable(rights, f"right-{name}", 1)
        writer.side(choice, pair.get("right"), pair.get("right_picture"), "")
    for name, decoy in writer.named("decoy", "decoys"):
        choice = _associable(rights, name, 1)
        writer.side(choice, decoy.get("text"), decoy.get("picture"), "")
    return interaction


def write_sort(writer: Writer, body: Element) -> Element:
    """Write a sort as a match interaction; a group takes any number of things."""
    bins = writer.named("group", "bins")
    things = [
        (f"{name}-{thing_name}", name, thing)
        for name, bin_ in bins
        for thing_name, thing in named("thing", entries(bin_, "items"))
    ]
    links = [f"{name} {bin_name}" for name, bin_name, _thing in things]
    interaction, lefts, rights = _two_sets(writer, body, links)
    for name, _bin_name, thing in things:
        choice = _associable(lefts, name, 1)
        writer.side(
            choice, thing.get("text"), thing.get("picture"), thing.get("feedback")
        )
    for name, bin_ in bins:
        choice = _associable(rights, name, len(things))
        writer.side(choice, bin_.get("text"), bin_.get("picture"), "")
    return interaction


def _two_sets(
    writer: Writer, body: Element, links: list[str]
) -> tuple[Element, Element, Element]:
    """Declare the right pairs, and add the interaction with its two empty sets."""
    declare(writer.root, "multiple", "directedPair", links, len(links), default=0)
    interaction = writer.interaction(
        body, "match-interaction", shuffle="true", max_associations=len(links)
    )
    lefts = add(interaction, "simple-match-set")
    return interaction, lefts, add(interaction, "simple-match-set")


def _associable(parent: Element, identifier: str, most: int) -> Element:
    return add(
        parent, "simple-associable-choice", identifier=identifier, match_max=most
    )
