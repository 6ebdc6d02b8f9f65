"""The overview of translations."""

import html
import re

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from wagtail.models import Locale

import pytest

from tests import factories

pytestmark = pytest.mark.django_db

URL = "/admin/translations/"


@pytest.fixture
def modules(db: None) -> None:
    """A module in Arabic, one that changed since, one in English only."""
    factories.translated_site()
    for key, title in (("storm", "Storm"), ("calm", "Calm"), ("tide", "Tide")):
        page = factories.module(key=key, slug=key, title=title)
        if key != "tide":
            factories.translate_module(page, title="عنوان")
        if key == "calm":
            page.summary = "Another summary."
            page.save_revision().publish()


def row_of(response, title: str) -> str:
    rows = re.split(r"<tr", response.content.decode())
    row = next(row for row in rows if title in row)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", row)).split())


def titles_of(response) -> set[str]:
    text = response.content.decode()
    return {title for title in ("Storm", "Calm", "Tide") if title in text}


def test_it_tells_how_far_each_page_is_in_each_language(editor, modules):
    response = editor.get(URL)

    assert "Original Live 100 % translated" in row_of(response, "Storm")
    calm = row_of(response, "Calm")
    assert "Out of date" in calm
    assert "1 to translate again" in calm
    assert "Original Missing Begin Tide, Arabic" in row_of(response, "Tide")
    begin = re.search(r'href="([^"]+select_locale=ar)"', response.content.decode())
    assert "checked" in editor.get(begin[1]).content.decode()


def test_a_new_language_has_a_column_in_which_all_is_missing(editor, modules):
    Locale.objects.create(language_code="fr")

    response = editor.get(URL)

    assert "French" in response.content.decode()
    assert "100 % translated Missing" in row_of(response, "Storm")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("state=stale", {"Calm"}),
        ("state=missing", {"Tide"}),
        ("state=live", {"Storm"}),
        ("title=torm", {"Storm"}),
        ("kind=module", {"Storm", "Calm", "Tide"}),
        ("kind=track", set()),
        ("kind=nonsense", {"Storm", "Calm", "Tide"}),
    ],
)
def test_filters(editor, modules, asked, found):
    response = editor.get(f"{reverse('cms_translation:report_results')}?{asked}")

    assert titles_of(response) == found


def test_a_language_can_be_looked_at_alone(editor, modules):
    french = Locale.objects.create(language_code="fr")

    url = f"{reverse('cms_translation:report_results')}?language={french.pk}"
    assert "Original" not in editor.get(url).content.decode()
    assert titles_of(editor.get(f"{url}&state=missing")) == {"Storm", "Calm", "Tide"}


def test_the_spreadsheet_has_the_same(editor, modules):
    response = editor.get(f"{URL}?export=csv&title=Calm")

    lines = b"".join(response.streaming_content).decode().splitlines()
    assert lines[0].startswith("Page,State [en]") or "State [ar]" in lines[0]
    assert len(lines) == 2
    assert "Out of date" in lines[1]


def test_it_takes_the_same_queries_for_more_modules(
    editor, modules, django_assert_num_queries
):
    editor.get(URL)
    with CaptureQueriesContext(connection) as few:
        editor.get(URL)
    for number in range(5):
        factories.module(key=f"m{number}", slug=f"m{number}", title=f"More {number}")
    with django_assert_num_queries(len(few)):
        editor.get(URL)


def test_translators_may_see_it_and_others_not(translator, client, modules):
    assert translator.get(URL).status_code == 200
    assert client.get(URL).status_code == 302


def test_the_menu_has_one_report_of_translations(editor):
    menu = editor.get(URL).content.decode()

    assert "/admin/translations/" in menu
    assert "/admin/localize/reports/translations/" not in menu
