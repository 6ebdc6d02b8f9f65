"""What holds the items of a package together: its manifest, and the test that asks them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from exchange.qti.package import form_section
from exchange.qti.writing.elements import add, to_bytes
from exchange.text import tidy

NAMESPACE = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"
TEST, ITEMS = "test.xml", "items/"


@dataclass(frozen=True, slots=True)
class Resource:
    """An item of the package: its identifier, its form, and the pictures that it shows."""

    identifier: str
    form: str
    pictures: Sequence[str]


def path_of(identifier: str) -> str:
    """Return where an item lies in the package."""
    return f"{ITEMS}{identifier}.xml"


def test_of(title: str, resources: Iterable[Resource]) -> bytes:
    """Return the file of the test, with a section for each form."""
    root = Element("qti-assessment-test", identifier="test", title=tidy(title))
    part = add(
        root,
        "test-part",
        identifier="part",
        navigation_mode="nonlinear",
        submission_mode="individual",
    )
    sections: dict[str, Element] = {}
    for resource in resources:
        form = resource.form
        if form not in sections:
            sections[form] = add(
                part,
                "assessment-section",
                identifier=form_section(form),
                title=form,
                visible="true",
            )
        add(
            sections[form],
            "assessment-item-ref",
            identifier=resource.identifier,
            href=path_of(resource.identifier),
        )
    return to_bytes(root)


def manifest_of(resources: Iterable[Resource]) -> bytes:
    """Return the file of the manifest."""
    root = Element("manifest", identifier="manifest")
    metadata = SubElement(root, "metadata")
    SubElement(metadata, "schema").text = "QTI Package"
    SubElement(metadata, "schemaversion").text = "3.0.0"
    SubElement(root, "organizations")
    listed = SubElement(root, "resources")
    test = SubElement(
        listed, "resource", identifier="test", type="imsqti_test_xmlv3p0", href=TEST
    )
    SubElement(test, "file", href=TEST)
    for resource in resources:
        SubElement(test, "dependency", identifierref=resource.identifier)
        href = path_of(resource.identifier)
        item = SubElement(
            listed,
            "resource",
            identifier=resource.identifier,
            type="imsqti_item_xmlv3p0",
            href=href,
        )
        for name in (href, *resource.pictures):
            SubElement(item, "file", href=name)
    root.set("xmlns", NAMESPACE)
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
