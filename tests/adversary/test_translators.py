"""A translator presses everything there is: what children see stays as it was."""

import json
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.test import Client, TestCase
from django.urls import reverse

from wagtail.models import Page
from wagtail_localize.models import StringSegment, Translation, TranslationSource

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from cms import memory
from cms.editorial.services import install
from cms.pages.module import ModulePage
from cms.publishing import services
from quizzes.models import Quiz
from tests import factories
from tests.adversary import rounds
from tests.cms import people

pytestmark = pytest.mark.django_db

LANGUAGES = ("en", "ar")


@pytest.fixture
def site() -> None:
    """A module in two languages, one that shares its check, one that is an alias."""
    install()
    factories.translated_site()
    check = factories.quiz()
    with TestCase.captureOnCommitCallbacks(execute=True):
        storm = factories.module(quiz=check)
        factories.translate_module(storm)
        own = Quiz.objects.filter(translation_key=check.translation_key)
        if not own.filter(locale=factories.locale("ar")).exists():
            arabic = check.copy_for_translation(factories.locale("ar"))
            arabic.live = False
            arabic.save()
            arabic.save_revision().publish()
        factories.module(title="Copy", slug="copy", key="t4-1113-copy", quiz=check)
        reef = factories.module(title="Reef", slug="reef", key="t4-1113-reef")
        reef.copy_for_translation(factories.locale("ar"), alias=True)
    alias = ModulePage.objects.get(key=reef.key, locale=factories.locale("ar"))
    ModulePage.objects.filter(pk=alias.pk).update(live=True)
    cache.clear()


def seen() -> dict[str, Any]:
    """Return what children get: each module in each language, the lists, the addresses."""
    memory.forget()
    child = Client()

    def payload(path: str) -> Any:
        return child.get(f"/api/v1/modules/{path}").json()

    def words(entry: dict[str, Any]) -> str:
        own = {"url", "version", "size"}
        return json.dumps({k: v for k, v in entry.items() if k not in own})

    keys = sorted(set(ModulePage.objects.values_list("key", flat=True)))
    found: dict[str, Any] = {}
    for language in LANGUAGES:
        for key in keys:
            found[f"{key} {language}"] = words(payload(f"{key}/?locale={language}"))
        listed = payload(f"?locale={language}")
        rows = listed if isinstance(listed, list) else listed["results"]
        found[language] = sorted(words(row) for row in rows)
    found["addresses"] = sorted(Page.objects.live().values_list("url_path", flat=True))
    return found


def _post(name: str, *args: object, **data: object) -> Callable[[Client], object]:
    return lambda client: client.post(reverse(name, args=args), data)


def _type(segment: StringSegment, translation: Translation) -> Callable:
    url = reverse(
        "wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk]
    )
    return lambda client: client.put(url, b"value=x")


def actions() -> list[tuple[str, Callable[[Client], object]]]:
    """Return everything that the admin lets a person press, on everything there is."""
    arabic = factories.locale("ar").pk
    found: list[tuple[str, Callable[[Client], object]]] = []
    add = found.append
    pages = list(Page.objects.filter(depth__gt=1).order_by("pk"))
    for page in pages:
        submit = "wagtail_localize:submit_page_translation"
        for more in ({}, {"include_subtree": "on"}):
            add(
                (f"begin {page} {more}", _post(submit, page.pk, locales=arabic, **more))
            )
        alias = "wagtail_localize:convert_to_alias"
        add((f"alias {page}", _post(alias, page.pk)))
        edit = "wagtailadmin_pages:edit"
        for action in (
            {"action": "publish"},
            {"action-publish": "1", "title": "X", "slug": "x"},
            {"localize-restart-translation": "1"},
            {"localize-convert-to-alias": "1"},
        ):
            add((f"edit {page} {action}", _post(edit, page.pk, **action)))
        for name in ("delete", "unpublish", "move_confirm", "convert_alias"):
            args = (page.pk, pages[0].pk) if name == "move_confirm" else (page.pk,)
            add((f"{name} {page}", _post(f"wagtailadmin_pages:{name}", *args)))
        copy = {
            "new_title": "C",
            "new_slug": "c",
            "new_parent_page": page.get_parent().pk,
            "publish_copies": "on",
        }
        add((f"copy {page}", _post("wagtailadmin_pages:copy", page.pk, **copy)))
        for action in ("delete", "publish", "unpublish", "move"):
            url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
            add((f"{action} many {page}", _url(f"{url}?id={page.pk}&next=/")))
        for revision in page.revisions.all()[:2]:
            name = "wagtailadmin_pages:revisions_revert"
            add((f"revert {page}", _post(name, page.pk, revision.pk)))
    for quiz in Quiz.objects.order_by("pk"):
        args = ("quizzes", "quiz", quiz.pk)
        submit = "wagtail_localize:submit_snippet_translation"
        add((f"begin {quiz}", _post(submit, *args, locales=arabic)))
        names = "wagtailsnippets_quizzes_quiz"
        add((f"publish {quiz}", _post(f"{names}:edit", quiz.pk, action="publish")))
        for name in ("delete", "unpublish"):
            add((f"{name} {quiz}", _post(f"{names}:{name}", quiz.pk)))
    for source in TranslationSource.objects.all():
        for more in ({}, {"publish_translations": "on"}):
            name = "wagtail_localize:update_translations"
            add((f"update {source} {more}", _post(name, source.pk, **more)))
    for translation in Translation.objects.select_related("source"):
        stop = "wagtail_localize:stop_translation"
        add((f"stop {translation}", _post(stop, translation.pk)))
        for then in ("", "checks", "submit"):
            draft = "cms_translation:draft"
            add((f"draft {translation}", _post(draft, translation.pk, then=then)))
        segment = translation.source.stringsegment_set.first()
        if segment:
            add((f"type {translation}", _type(segment, translation)))
    return found


def _url(url: str) -> Callable[[Client], object]:
    return lambda client: client.post(url)


@hypothesis_settings(
    max_examples=rounds(3, 60),
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(chosen=st.lists(st.integers(0, 10_000), min_size=4, max_size=8))
def test_nothing_a_translator_presses_changes_what_children_see(site, chosen):
    before = seen()
    client = people.client("translator")
    client.raise_request_exception = False
    for number in chosen:
        there = actions()
        name, press = there[number % len(there)]
        with TestCase.captureOnCommitCallbacks(execute=True):
            press(client)
        assert seen() == before, name


def test_each_single_thing_a_translator_presses_changes_nothing(site, figure):
    client = people.client("translator")
    client.raise_request_exception = False
    before = seen()
    pressed = actions()
    for name, press in pressed if rounds(0, 1) else pressed[:: len(pressed) // 40]:
        with TestCase.captureOnCommitCallbacks(execute=True):
            press(client)
        assert seen() == before, name
    figure("things a translator can press", len(pressed))


def test_beginning_a_translation_leaves_a_live_check_live(site):
    """A copy shares its check: to translate the copy took the check offline."""
    copy = ModulePage.objects.get(key="t4-1113-copy")
    url = reverse("wagtail_localize:submit_page_translation", args=[copy.pk])
    client = people.client("translator")
    with TestCase.captureOnCommitCallbacks(execute=True):
        client.post(url, {"locales": [factories.locale("ar").pk]})
    assert copy.get_translation_or_none(factories.locale("ar")) is not None
    assert Quiz.objects.get(locale=factories.locale("ar")).live


def test_a_translation_begun_on_an_alias_is_played_in_the_originals_language(site):
    before = seen()
    reef = ModulePage.objects.get(
        key="t4-1113-reef", locale__language_code=settings.LANGUAGE_CODE
    )
    url = reverse("wagtail_localize:submit_page_translation", args=[reef.pk])
    with TestCase.captureOnCommitCallbacks(execute=True):
        people.client("translator").post(url, {"locales": [factories.locale("ar").pk]})
    page = reef.get_translation(factories.locale("ar"))
    assert page.alias_of_id is None
    services.refresh(page.pk)
    assert seen() == before
    payload = Client().get("/api/v1/modules/t4-1113-reef/?locale=ar").json()
    assert (payload["locale"], payload["dir"]) == ("en", "ltr")
