"""How hard a text is to read."""

import pytest

from cms.checks.readability import (
    count_words,
    flesch_kincaid,
    lix,
    measure,
    sentences_of,
    syllables,
)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("cat", 1),
        ("time", 1),
        ("the", 1),
        ("table", 2),
        ("asked", 1),
        ("wanted", 2),
        ("makes", 1),
        ("boxes", 2),
        ("secret", 2),
        ("picture", 2),
        ("family", 3),
        ("information", 4),
        ("Sam’s", 1),
    ],
)
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_flesch_kincaid_is_its_formula() -> None:
    # 6 words, 1 sentence, 6 syllables; 12 words, 2 sentences, 12 syllables.
    grade = 0.39 * 6 + 11.8 * 1 - 15.59
    assert flesch_kincaid(["The cat sat on the mat."]) == pytest.approx(grade)
    assert flesch_kincaid(["The cat sat on the mat."] * 2) == pytest.approx(grade)
    assert flesch_kincaid([]) == 0


def test_lix_is_its_formula_and_does_not_count_vowel_signs() -> None:
    # 4 words, 2 sentences, 1 word of more than six letters.
    assert lix(["ذهب سام. المعلومات كثيرة."]) == pytest.approx(2 + 25)
    # Six letters and six signs.
    assert lix(["مُسَافِرُونَ"[:8]]) == 1


def test_the_end_of_a_text_ends_a_sentence() -> None:
    assert sentences_of(["Tell somebody", "Wait! Now?"]) == [
        ["Tell", "somebody"],
        ["Wait"],
        ["Now"],
    ]
    assert len(sentences_of(["هل أنت بخير؟ نعم."])) == 2


def test_words_are_what_stands_between_spaces() -> None:
    assert count_words("“Hi!” – said Sam, 12.") == 4


def test_few_words_and_other_languages_are_not_measured() -> None:
    assert measure(["Hi."], "en", "5-7") is None
    assert measure(["Bonjour. "] * 100, "fr", "5-7") is None
    assert measure(["Hi. "] * 100, "en", "5-7").value < 1
