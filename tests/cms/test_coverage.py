"""What the curriculum has, as editors see it."""

from django.urls import reverse

import pytest

from cms.coverage.services import AUDIENCES, State, coverage
from cms.pages.module import ModulePage
from tests import factories
from tests.cms import people

pytestmark = pytest.mark.django_db

URL = "/admin/coverage/"


@pytest.fixture
def modules(db: None, commits) -> None:
    """One module in two languages, one whose Arabic is a draft, one in English only."""
    factories.translated_site()
    for key, band, topic in (
        ("storm", "11-13", "t4"),
        ("calm", "11-13", "t4"),
        ("hand", "5-7", "t12"),
    ):
        page = factories.module(key=key, slug=key, title=key, band=band, topic=topic)
        if key != "hand":
            with commits():
                factories.translate_module(page, title="عنوان")
        if key == "calm":
            arabic = ModulePage.objects.get(key=key, locale__language_code="ar")
            with commits():
                arabic.unpublish()


def cell(topic: str, audience: str) -> dict[str, dict[str, State]]:
    place = [name for name, _label in AUDIENCES].index(audience)
    row = next(row for row in coverage() if row.topic == topic)
    return {
        module.key: {one.code: one.state for one in module.languages}
        for module in row.cells[place]
    }


def test_each_topic_says_what_is_there_for_whom_in_which_language(modules) -> None:
    done = {"en": State.DONE, "ar": State.DONE}
    assert cell("t4", "11-13") == {
        "calm": done | {"ar": State.DRAFT},
        "storm": done,
    }
    assert cell("t12", "5-7") == {"hand": done | {"ar": State.MISSING}}
    assert cell("t1", "parents") == {}


def test_it_is_two_queries_however_many_modules(modules, django_assert_num_queries):
    coverage()
    with django_assert_num_queries(2):
        coverage()


def test_editors_find_it_among_the_reports_and_go_on_from_there(editor, modules):
    assert f'"url": "{URL}"' in editor.get("/admin/").content.decode()
    text = editor.get(URL).content.decode()

    assert "hand, en: published" in text
    assert "hand, ar" not in text
    page = ModulePage.objects.get(key="hand")
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in text


def test_who_writes_no_pages_is_not_let_in(client, django_user_model, modules):
    client.force_login(django_user_model.objects.create_user("visitor"))
    assert client.get(URL).status_code == 302


def test_whoever_runs_the_programme_sees_it_without_the_ways_to_edit(modules):
    manager = people.client("manager")
    assert f'"url": "{URL}"' in manager.get("/admin/").content.decode()
    text = manager.get(URL).content.decode()
    assert '<span class="w-sr-only">published</span>' in text
    page = ModulePage.objects.get(key="hand")
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) not in text


def test_a_focal_point_of_a_country_is_not_let_in(modules):
    focal = people.client("focal")
    assert f'"url": "{URL}"' not in focal.get("/admin/").content.decode()
    assert focal.get(URL).status_code == 302
