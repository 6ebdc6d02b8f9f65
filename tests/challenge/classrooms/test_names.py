"""The names that the system makes: enough, worded in each language, with its genders."""

from itertools import product

import pytest

from challenge.classrooms import names
from challenge.learners.avatars import ANIMALS, COLOURS


def test_there_are_enough_for_the_largest_class():
    assert set(names.ANIMALS) <= set(ANIMALS)
    assert len(names.ANIMALS) * len(COLOURS) >= 60
    assert len(names.ANIMALS) * len(names.ADJECTIVES) >= 60


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_pair_has_words_of_its_own(language):
    for nouns, worded in (
        (names.ANIMALS, names.seat_label),
        (names.THINGS, names.play_name),
    ):
        pairs = [f"{one}-{other}" for one, other in product(names.ADJECTIVES, nouns)]
        words = {worded(pair, language) for pair in pairs}
        assert len(words) == len(pairs)
        assert all((language == "ar") != word.isascii() for word in words)


def test_arabic_words_agree_in_gender():
    assert names.seat_label("calm-gull", "ar") == "النورس الهادئ"
    assert names.seat_label("calm-turtle", "ar") == "السلحفاة الهادئة"
    assert names.play_name("happy-lagoon", "ar") == "البحيرة السعيدة"


def test_english_words_stand_as_they_are():
    assert names.seat_label("calm-otter", "en") == "calm otter"


def test_made_names_are_ones_that_can_be_worded():
    for _ in range(50):
        names.play_name(names.new_play_name(), "en")


def test_a_label_is_none_that_is_taken():
    taken: set[str] = set()
    for _ in names.ADJECTIVES:
        taken.add(names.new_label("otter", taken))
    assert len(taken) == len(names.ADJECTIVES)
    with pytest.raises(IndexError):
        names.new_label("otter", taken)
