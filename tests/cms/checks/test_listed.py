"""Words to look for that a safeguarding lead adds or takes away."""

import html
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse

import pytest

from cms.checks.listed import words_for
from cms.checks.models import ListedPhrase
from tests import factories
from tests.cms.checks.drafts import said

pytestmark = pytest.mark.django_db


def listed(phrase: str, language: str = "en", **more: Any) -> ListedPhrase:
    fields = {"rule": "words.fear", "note": "Asked for by our lead."} | more
    made = ListedPhrase(locale=factories.locale(language), phrase=phrase, **fields)
    made.full_clean()
    made.save()
    return made


def words_of(response) -> str:
    return html.unescape(response.content.decode())


@pytest.mark.parametrize(
    ("language", "phrase", "words", "fine"),
    [
        ("en", "sea monster*", "Sea monsters wait.", "No sea monster waits."),
        ("en", "dark ... web", "On the dark, deep web.", "A web in the dark."),
        ("ar", "وحش/وحوش", "هناك وَحْش في البحر.", "لا وحش في البحر."),
    ],
)
def test_a_phrase_that_was_added_is_found(
    language: str, phrase: str, words: str, fine: str
) -> None:
    assert "words.fear" not in said(language, words)
    listed(phrase, language)

    assert said(language, words)["words.fear"].level == "warning"
    assert "words.fear" not in said(language, fine)
    other = "ar" if language == "en" else "en"
    assert "words.fear" not in said(other, words)


@pytest.mark.parametrize(
    ("language", "phrase", "words"),
    [("en", "Predator*", "Predators wait."), ("ar", "فات الأوان", "فات الأوان.")],
)
def test_a_shipped_phrase_that_was_taken_away_is_not(
    language: str, phrase: str, words: str
) -> None:
    assert "words.fear" in said(language, words)
    away = listed(phrase, language, deed="remove")
    assert "words.fear" not in said(language, words)

    # The shipped lists stay the base: what is deleted here is there again.
    away.delete()
    assert "words.fear" in said(language, words)


def test_a_phrase_holds_for_whom_and_where_it_says() -> None:
    listed("sea monster", audience="under-11", level="error", unless=False)
    assert said("en", "A sea monster.", "8-10")["words.fear"].level == "error"
    assert "words.fear" in said("en", "Not a sea monster.", "5-7")
    assert "words.fear" not in said("en", "A sea monster.", "11-13")


def test_a_language_without_a_shipped_list_gets_one() -> None:
    assert words_for("fr") is None
    french = factories.Locale.objects.create(language_code="fr")
    ListedPhrase.objects.create(locale=french, rule="words.fear", phrase="trop tard")
    words = words_for("fr")
    assert words
    (found,) = words.find("Il est trop tard.", "8-10", is_quoted=False)
    assert found[1] == "trop tard"


@pytest.mark.parametrize(
    ("phrase", "message"),
    [
        ("a//b", "needs a word on both sides"),
        ("phone/", "needs a word on both sides"),
        ("(abc", "“(abc” is no word"),
        ("ab*cd", "“ab*cd” is no word"),
        ("*", "“*” is no word"),
        ("... phone", "stands between words"),
        ("take ...", "stands between words"),
        ("a", "two letters at least"),
        ("a*", "two letters at least"),
        ("one two three four five six seven eight nine", "not a sentence"),
    ],
)
def test_a_phrase_that_cannot_be_looked_for_is_refused(
    phrase: str, message: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        listed(phrase)
    assert message in refused.value.message_dict["phrase"][0]


def test_only_a_shipped_phrase_can_be_taken_away() -> None:
    with pytest.raises(ValidationError, match="no such phrase"):
        listed("sea monster", deed="remove")


def test_it_takes_one_query_and_each_change_counts_at_once(
    django_assert_num_queries,
) -> None:
    for number in range(5):
        listed(f"monster {'x' * (number + 2)}")
    with django_assert_num_queries(1):
        first = words_for("en")
    assert words_for("en") is first
    listed("another monster")
    assert words_for("en") is not first


def test_a_safeguarding_lead_edits_them_in_the_admin(editor) -> None:
    base = ListedPhrase.snippet_viewset.get_url_name
    url = reverse(base("add"))
    words = words_of(editor.get(url))
    assert "What the shipped lists look for" in words
    assert "predator*" in words

    fields = {
        "locale": factories.locale("en").pk,
        "rule": "words.fear",
        "deed": "add",
        "phrase": "sea//monster",
        "level": "error",
        "audience": "all",
        "where": "ours",
        "note": "Children asked.",
    }
    refused = words_of(editor.post(url, fields))
    assert "“/” needs a word on both sides" in refused
    assert "sea//monster" in refused
    editor.post(url, fields | {"phrase": "sea  monster"})
    assert ListedPhrase.objects.get().phrase == "sea monster"
    listing = words_of(editor.get(reverse(base("list"))))
    assert "sea monster" in listing
    assert "Children asked." in listing
