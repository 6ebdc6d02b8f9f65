"""Items of QTI in the shapes that programs write, in the spelling of 2.x and of 3.0."""

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from exchange import services
from exchange.questions import ITSELF

NAMESPACES = {
    "2.1": "http://www.imsglobal.org/xsd/imsqti_v2p1",
    "2.2": "http://www.imsglobal.org/xsd/imsqti_v2p2",
    "3.0": "http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
}
MATCH_CORRECT = (
    '<responseProcessing template="http://www.imsglobal.org/question/qti_v2p2/'
    'rptemplates/match_correct"/>'
)
MAP_RESPONSE = MATCH_CORRECT.replace("match_correct", "map_response")
# Elements that both versions share with HTML.
HTML = {
    "p",
    "div",
    "br",
    "img",
    "object",
    "em",
    "span",
    "blockquote",
    "rp",
    "rt",
    "ruby",
}


def declaration(
    *right: str,
    cardinality: str = "single",
    base_type: str = "identifier",
    mapping: Mapping[str, float] | None = None,
    bounds: str = "",
    name: str = "RESPONSE",
) -> str:
    """Return a response declaration as QTI 2 writes it."""
    correct = "".join(f"<value>{value}</value>" for value in right)
    correct = f"<correctResponse>{correct}</correctResponse>" if right else ""
    points = "".join(
        f'<mapEntry mapKey="{key}" mappedValue="{worth}"/>'
        for key, worth in (mapping or {}).items()
    )
    mapped = f"<mapping {bounds}>{points}</mapping>" if mapping else ""
    return (
        f'<responseDeclaration identifier="{name}" cardinality="{cardinality}" '
        f'baseType="{base_type}">{correct}{mapped}</responseDeclaration>'
    )


def item(
    declared: str,
    body: str,
    processing: str = MATCH_CORRECT,
    *,
    version: str = "2.2",
    attributes: str = "",
    before: str = "",
    after: str = "",
    title: str = "An item",
) -> bytes:
    """Return an item; ``after`` is what follows the processing, as feedback does."""
    source = (
        f'<assessmentItem xmlns="{NAMESPACES[version]}" identifier="item-1" '
        f'title="{title}" timeDependent="false" {attributes}>{declared}'
        '<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>'
        f"{before}<itemBody>{body}</itemBody>{processing}{after}</assessmentItem>"
    )
    if version == "3.0":
        source = to_3(source)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{source}'.encode()


def to_3(source: str) -> str:
    """Return the same in QTI 3.0's names."""

    def tag(found: re.Match) -> str:
        name = found[2]
        if name in HTML or ":" in name:
            return found[0]
        return f"{found[1]}qti-{kebab(name)}"

    def attribute(found: re.Match) -> str:
        return f" {kebab(found[1])}={found[2]}"

    source = re.sub(r"(</?)([A-Za-z:]+)", tag, source)
    return re.sub(r" ([a-z]+[A-Z][A-Za-z]*)=(\"[^\"]*\")", attribute, source)


def kebab(name: str) -> str:
    return re.sub(r"(?<=[a-z])([A-Z])", r"-\1", name).lower()


def choices(tag: str, **texts: str) -> str:
    return "".join(
        f'<{tag} identifier="{name}">{text}</{tag}>' for name, text in texts.items()
    )


def package(
    items: Mapping[str, bytes],
    files: Mapping[str, bytes] | None = None,
    manifest: bytes | None = None,
    folder: str = "",
) -> bytes:
    """Return a zip file with a manifest that names the items."""
    resources = "".join(
        f'<resource identifier="r{number}" type="imsqti_item_xmlv2p2" href="{name}"/>'
        for number, name in enumerate(items)
    )
    manifest = (
        manifest
        or (
            '<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="m">'
            f"<resources>{resources}</resources></manifest>"
        ).encode()
    )
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in {
            "imsmanifest.xml": manifest,
            **items,
            **(files or {}),
        }.items():
            archive.writestr(folder + name, data)
    return packed.getvalue()


def made_of(data: bytes, name: str = "item.xml") -> Any:
    """Return the one question that a file holds, as the report has it."""
    report = services.examine(data, name)
    assert report.errors == ()
    assert report.left_out == ()
    (made,) = report.made
    return made


def reason_of(data: bytes, name: str = "item.xml") -> str:
    """Return why the one question of a file is left out."""
    report = services.examine(data, name)
    assert report.errors == ()
    assert report.made == ()
    (left,) = report.left_out
    return left.reason


def ours(made: Any) -> dict[str, str]:
    """Return our ids by those of the file."""
    return {
        theirs: id_ for id_, theirs in made.question.source.items() if id_ != ITSELF
    }
