"""Elements of QTI 3.0, and words in them."""

from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from exchange.text import tidy

NAMESPACE = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"


def to_bytes(root: Element) -> bytes:
    """Return the file of a tree."""
    root.set("xmlns", NAMESPACE)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def add(parent: Element, name: str, text: str = "", **attributes: Any) -> Element:
    """Add an element of QTI: ``max_choices=1`` is ``max-choices="1"``."""
    named = {key.replace("_", "-"): str(value) for key, value in attributes.items()}
    element = SubElement(parent, f"qti-{name}", named)
    element.text = text or None
    return element


def say(element: Element, text: Any) -> Element:
    """Put words into an element, with line breaks."""
    append(element, None, tidy(str(text or "")))
    return element


def append(parent: Element, last: Element | None, text: str) -> Element | None:
    """Put text, with line breaks, behind an element's last child; give the last child."""
    first, *others = text.split("\n")
    if last is None:
        parent.text = (parent.text or "") + first
    else:
        last.tail = (last.tail or "") + first
    for line in others:
        last = SubElement(parent, "br")
        last.tail = line
    return last
