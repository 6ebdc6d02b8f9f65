"""A module's list says how much there is to download."""

import pytest

from cms.publications import catalogue
from cms.publications.weight import media_bytes
from quizzes.pictures import picture_data
from tests import factories
from tests.quizzes import pictures

pytestmark = pytest.mark.django_db


def test_the_size_is_that_of_the_payload_and_of_its_pictures() -> None:
    plain = factories.module()
    drawing = pictures.drawing()
    drawn = factories.module(
        plain.get_parent(), key="drawn", slug="drawn", image=drawing, image_alt="Reef"
    )

    size = {s["key"]: s["size"] for s in catalogue.module_summaries("en")}
    assert size[plain.key] == len(plain.publications.get().br)
    with drawing.file.open() as file:
        assert size["drawn"] == len(drawn.publications.get().br) + len(file.read())


def test_each_file_counts_once_and_in_all_its_sizes() -> None:
    picture = picture_data({"image": pictures.bitmap(), "alt": ""})
    sizes = {part.split()[0] for part in picture["srcset"].split(", ")}
    assert len(sizes) == 2

    once = media_bytes({"image": picture})

    assert once > media_bytes({"src": picture["src"]}) > 0
    assert media_bytes([picture, {"deep": [picture]}]) == once


@pytest.mark.parametrize(
    "src",
    ["", "/media/gone.svg", "/elsewhere/reef.svg", "https://example.org/reef.svg"],
)
def test_a_file_that_is_not_in_the_store_counts_nothing(src: str) -> None:
    assert media_bytes({"src": src, "srcset": ""}) == 0


def test_a_size_that_is_missing_is_counted_when_the_page_is_published(commits) -> None:
    page = factories.module()
    publication = page.publications.get()
    del publication.summary["size"]
    publication.save()
    assert catalogue.module_summaries("en")[0]["size"] == 0

    with commits():
        page.save_revision().publish()

    assert catalogue.module_summaries("en")[0]["size"] > 0
    assert page.publications.count() == 1
