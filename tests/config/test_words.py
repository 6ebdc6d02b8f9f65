"""Every word that templates and Python show has its Arabic."""

import re
from pathlib import Path

from django.conf import settings

import polib
import pytest

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
LOCALE = Path(settings.BASE_DIR) / "config" / "locale"


def catalogue(language: str) -> polib.POFile:
    return polib.pofile(str(LOCALE / language / "LC_MESSAGES" / "django.po"))


def test_both_languages_have_the_same_words():
    english, arabic = (
        {(entry.msgctxt, entry.msgid) for entry in catalogue(language)}
        for language in ("en", "ar")
    )
    assert english == arabic


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_word_is_there_twice(language):
    words = [(entry.msgctxt, entry.msgid) for entry in catalogue(language)]
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    "entry", catalogue("ar"), ids=lambda entry: entry.msgid.replace("\n", " ")[:40]
)
def test_arabic_is_complete(entry: polib.POEntry):
    forms = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]

    assert all(forms)
    assert not entry.fuzzy
    # Arabic has six plural forms; those for one and for two may say it without a number.
    assert len(forms) == (6 if entry.msgid_plural else 1)
    known = set(PLACEHOLDER.findall(entry.msgid))
    assert all(set(PLACEHOLDER.findall(form)) <= known for form in forms)
    assert set(PLACEHOLDER.findall("".join(forms))) == known
