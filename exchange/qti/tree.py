"""QTI's names in one spelling, and the words and pictures of its content.

QTI 3.0 writes ``qti-simple-choice`` and ``max-choices`` where 2.x writes ``simpleChoice``
and ``maxChoices``. After ``normalise`` a tree has the names of 2.x without namespaces;
elements of MathML are called ``math:mfrac`` and so on.
"""

import html
import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from exchange.text import BLOCKS, plain

MATHML = "http://www.w3.org/1998/Math/MathML"
XML = "http://www.w3.org/XML/1998/namespace"

# Content that no learner reads as part of the question.
SILENT = {
    "audio",
    "catalogInfo",
    "feedbackBlock",
    "feedbackInline",
    "math:annotation",
    "math:annotation-xml",
    "modalFeedback",
    "rp",
    "script",
    "style",
    "stylesheet",
    "templateBlock",
    "templateInline",
    "track",
    "video",
}
PICTURES = {"img", "object"}
# What a formula means to somebody who listens, not to somebody who reads it here.
INVISIBLE = dict.fromkeys(range(0x2061, 0x2065))

# Gives the HTML in place of an element, or None to look into it.
Replace = Callable[[Element], str | None]


def normalise(root: Element) -> None:
    """Rewrite the names of a tree in place; see the module."""
    for element in root.iter():
        element.tag = _name(element.tag)
        for name in list(element.attrib):
            wanted = _attribute(name)
            if wanted != name:
                element.set(wanted, element.attrib.pop(name))


def _name(tag: str) -> str:
    namespace, _brace, local = tag.rpartition("}")
    if namespace == "{" + MATHML:
        return f"math:{local}"
    return _camel(local.removeprefix("qti-")) if local.startswith("qti-") else local


def _attribute(name: str) -> str:
    namespace, _brace, local = name.rpartition("}")
    if namespace:
        return f"xml:{local}" if namespace == "{" + XML else local
    return local if local.startswith(("data-", "aria-")) else _camel(local)


def _camel(name: str) -> str:
    return re.sub(r"-([a-z])", lambda found: found[1].upper(), name)


def words(element: Element | None, replace: Replace = lambda _element: None) -> str:
    """Return the words in an element as plain text, without feedback and hidden content."""
    if element is None:
        return ""
    return plain(_inside(element, replace))


def _inside(element: Element, replace: Replace) -> str:
    parts = [html.escape(element.text or "", quote=False)]
    for child in element:
        parts.append(_html(child, replace))
        parts.append(html.escape(child.tail or "", quote=False))
    return "".join(parts)


def _html(element: Element, replace: Replace) -> str:
    tag = element.tag
    instead = replace(element)
    if instead is not None:
        return instead
    if tag in SILENT or tag in PICTURES:
        return ""
    if tag == "br":
        return "<br>"
    if tag == "rt":
        return f"({_inside(element, replace)})"
    if tag.startswith("math:"):
        return html.escape(formula(element), quote=False)
    if tag == "contentBody" or tag == "prompt":
        tag = "div"
    if tag in BLOCKS:
        return f"<{tag}>{_inside(element, replace)}</{tag}>"
    return _inside(element, replace)


def formula(element: Element) -> str:
    """Return a formula of MathML on one line, such as "a/(1-r)" or "√(2)>2"."""
    name = element.tag.removeprefix("math:")
    if name.startswith("annotation"):
        return ""
    parts = [formula(child) for child in element]
    match name, parts:
        case "mfrac", [above, below]:
            return f"{_grouped(above)}/{_grouped(below)}"
        case "msup" | "mover", [base, above]:
            return f"{_grouped(base)}^{_grouped(above)}"
        case "msub" | "munder", [base, below]:
            return f"{_grouped(base)}_{_grouped(below)}"
        case "msubsup" | "munderover", [base, below, above]:
            return f"{_grouped(base)}_{_grouped(below)}^{_grouped(above)}"
        case "msqrt", _:
            return f"√({''.join(parts)})"
        case "mroot", [base, degree]:
            return f"{_grouped(degree)}√({base})"
        case "mfenced", _:
            opening, closing = element.get("open", "("), element.get("close", ")")
            return f"{opening}{', '.join(parts)}{closing}"
        case "mtr", _:
            return f"({', '.join(parts)})"
        case _:
            own = re.sub(r"\s+", " ", element.text or "").strip()
            return (own + "".join(parts)).translate(INVISIBLE)


def _grouped(term: str) -> str:
    return term if len(term) <= 1 or term.isalnum() else f"({term})"


def pictures(element: Element) -> Iterator[Element]:
    """Yield the pictures in an element, in reading order, without those of feedback."""
    if element.tag in SILENT:
        return
    if element.tag == "img" or (
        element.tag == "object" and element.get("type", "image/").startswith("image/")
    ):
        yield element
        return
    for child in element:
        yield from pictures(child)


def source_of(picture: Element) -> str:
    """Return what a picture refers to; "" if nothing."""
    return picture.get("src") or picture.get("data") or ""


def alt_of(picture: Element) -> str:
    """Return the words for a picture; "" if there are none."""
    return plain(html.escape(picture.get("alt") or "")) or words(picture)


def numbers(text: str | None) -> list[float]:
    """Return the finite numbers in a list such as "77,115,8"; none if one is no number."""
    found = []
    for part in re.split(r"[\s,]+", (text or "").strip()):
        number = number_of(part)
        if number is None:
            return []
        found.append(number)
    return found


def number_of(text: str | None) -> float | None:
    """Return a number that is written in plain decimals and not huge, or None."""
    if not text or not re.fullmatch(r"\s*[+-]?\d{0,9}(\.\d{0,9})?%?\s*", text):
        return None
    try:
        return float(text.strip().removesuffix("%"))
    except ValueError:
        return None
