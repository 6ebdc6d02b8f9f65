"""The pictures of the seats' codes: drawn, named, and enough of them."""

import re
from pathlib import Path

from django.conf import settings
from django.utils.translation import override

import pytest

from challenge.classrooms.pictures import LARGE, NAMES, SMALL, new_code, set_for
from cms.choices import Band


def test_each_picture_is_drawn_in_the_order_of_the_sets():
    sheet = Path(settings.FRONTEND_DIR) / "src" / "art" / "pictures.svg"
    drawn = re.findall(r'<symbol id="pic-([^"]+)"', sheet.read_text())
    assert tuple(drawn) == SMALL.pictures + LARGE.pictures


@pytest.mark.parametrize("language", ["en", "ar"])
def test_each_picture_has_a_name_of_its_own(language):
    with override(language):
        names = {str(name) for name in NAMES.values()}
    assert len(names) == len(NAMES)
    if language == "ar":
        assert not any(re.search("[a-z]", name) for name in names)


def test_the_youngest_choose_three_of_twelve_and_others_four_of_sixteen():
    sizes = {
        band: (len(set_for(band).pictures), set_for(band).length)
        for band in Band.values
    }
    assert sizes == {
        "5-7": (12, 3),
        "8-10": (12, 3),
        "11-13": (16, 4),
        "14-17": (16, 4),
    }


@pytest.mark.parametrize("band", Band.values)
def test_a_code_has_no_picture_twice(band):
    for _ in range(50):
        code = new_code(band)
        assert len(set(code)) == len(code) == set_for(band).length
        assert set(code) <= set(set_for(band).pictures)
