"""How pictures reach the players."""

from django.core.cache import cache

from wagtail.images import get_image_model

import pytest

from quizzes.pictures import PictureSerializer, picture_data
from tests.quizzes.pictures import bitmap, drawing


@pytest.fixture(autouse=True)
def _media(db, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    # Wagtail caches renditions by the picture's id, which another test had, too.
    cache.clear()


def test_no_picture_is_nothing():
    assert picture_data(None) is None
    assert picture_data({"image": None, "alt": "A reef"}) is None


def test_a_drawing_comes_as_it_is():
    image = drawing()
    assert picture_data({"image": image, "alt": " A reef "}) == {
        "src": image.file.url,
        "srcset": "",
        "width": 400,
        "height": 300,
        "alt": "A reef",
    }
    assert not get_image_model().get_rendition_model().objects.exists()


def test_a_bitmap_comes_as_webp_in_two_widths():
    data = picture_data({"image": bitmap(), "alt": "A reef"})
    small, large = data["srcset"].split(", ")
    assert small.endswith(".webp 320w")
    assert large == f"{data['src']} 640w"
    assert (data["width"], data["height"]) == (640, 320)


def test_a_small_bitmap_is_not_enlarged():
    data = picture_data({"image": bitmap(200, 100), "alt": ""})
    assert data["srcset"] == f"{data['src']} 200w"
    assert (data["width"], data["height"], data["alt"]) == (200, 100, "")


def test_a_second_look_makes_nothing_new():
    image = bitmap()
    first = picture_data({"image": image, "alt": ""})
    assert picture_data({"image": image, "alt": ""}) == first
    assert get_image_model().get_rendition_model().objects.count() == 2


def test_a_picture_whose_file_has_gone_is_left_out():
    image = bitmap()
    image.file.storage.delete(image.file.name)
    assert picture_data({"image": image, "alt": "A reef"}) is None


def test_it_is_what_the_api_document_says():
    data = picture_data({"image": bitmap(), "alt": "A reef"})
    serializer = PictureSerializer(data=data)
    assert serializer.is_valid()
    assert serializer.validated_data == data
