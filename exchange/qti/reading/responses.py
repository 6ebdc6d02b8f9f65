"""The choices of an interaction, and a response that names them."""

from collections.abc import Iterable, Mapping, Sequence
from xml.etree.ElementTree import Element

from django.utils.translation import gettext

from exchange.base import LeaveOut, no_right_answer

# More than any kind takes.
MAX_CHOICES = 100


def id_of(element: Element) -> str:
    """Return the identifier of a choice; "" for none."""
    return (element.get("identifier") or "").strip()


def choices_in(parent: Element, tag: str, deep: bool = False) -> dict[str, Element]:
    """Return the choices of an interaction by their identifier.

    Raises:
        LeaveOut: if there are none, or two with the same identifier.
    """
    found = list(parent.iter(tag)) if deep else parent.findall(tag)
    if len(found) > MAX_CHOICES:
        raise LeaveOut(
            gettext("It has more than %(limit)d choices.") % {"limit": MAX_CHOICES}
        )
    choices = {id_of(element): element for element in found}
    if not choices or len(choices) < len(found) or "" in choices:
        raise LeaveOut(gettext("Its choices are missing or cannot be told apart."))
    return choices


def check_known(ids: Iterable[str], choices: Mapping[str, Element]) -> None:
    """Refuse a right response that names something that is no choice.

    Raises:
        LeaveOut: if it does.
    """
    if any(id_ not in choices for id_ in ids):
        raise LeaveOut(gettext("Its right answer names something that is not in it."))


def check_right(right: Sequence[str], choices: Mapping[str, Element]) -> None:
    """Refuse a right response that is none, or names something that is no choice.

    Raises:
        LeaveOut: if it does.
    """
    if not right:
        raise no_right_answer()
    check_known(right, choices)


def pairs_in(right: Iterable[str]) -> list[tuple[str, str]]:
    """Return the pairs of a right response.

    Raises:
        LeaveOut: if there are none, or something in it is no pair.
    """
    pairs = []
    for text in right:
        parts = text.split()
        if len(parts) != 2:
            raise no_right_answer()
        pairs.append((parts[0], parts[1]))
    if not pairs:
        raise no_right_answer()
    return pairs
