"""The interactions of an item: which ask something, and which ask one thing together."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from exchange.base import LeaveOut
from exchange.budget import MAX_PARTS
from exchange.qti.item import Item

# The elements that only accompany a question.
SIDE_SHOWS = {
    "endAttemptInteraction": _("The button that ends the attempt is left out."),
    "mediaInteraction": _("Sound and film are left out."),
}


def interactions_in(element: Element | None) -> Iterator[Element]:
    """Yield the interactions in an element, in reading order."""
    for child in element if element is not None else ():
        if child.tag.endswith("Interaction"):
            yield child
        else:
            yield from interactions_in(child)


def groups_of(item: Item) -> list[list[Element]]:
    """Return an item's interactions, those together that make one question.

    Raises:
        LeaveOut: if the item as a whole cannot be taken.
    """
    if item.root.find("templateDeclaration") is not None:
        raise LeaveOut(gettext("Its numbers or words are drawn anew for each learner."))
    found = list(interactions_in(item.body))
    asking = [each for each in found if each.tag not in SIDE_SHOWS]
    if not asking:
        reasons = [str(SIDE_SHOWS[each.tag]) for each in found]
        raise LeaveOut(reasons[0] if reasons else gettext("It asks nothing."))
    if len(asking) > MAX_PARTS:
        raise LeaveOut(
            gettext("It has more than %(limit)d answers or other parts.")
            % {"limit": MAX_PARTS}
        )
    inline = [each for each in asking if each.tag == "inlineChoiceInteraction"]
    groups = [[each] for each in asking if each not in inline]
    if inline:
        groups.insert(asking.index(inline[0]) if groups else 0, inline)
    if item.is_adaptive and len(groups) > 1:
        raise LeaveOut(gettext("Its steps follow from the answers before."))
    return groups


def without_interactions(element: Element) -> str | None:
    """Return "" in place of what is no text before a question, else None (see ``words``)."""
    if element.tag.endswith("Interaction"):
        return ""
    if element.tag == "rubricBlock" and not is_for_learners(element):
        return ""
    return None


def is_for_learners(rubric: Element) -> bool:
    """Return whether a rubric is shown to those who answer."""
    return "candidate" in (rubric.get("view") or "candidate").split()
