"""What players get follows what editors do."""

import json
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.core.management import CommandError, call_command
from django.utils import timezone

from wagtail.documents import get_document_model
from wagtail.models import PageViewRestriction
from wagtail_localize.models import StringTranslation, Translation

import pytest
from PIL import Image

from cms.pages.module import ModulePage
from cms.publications import catalogue
from cms.publications.answer_keys import answer_keys
from cms.publications.content import content_of, module_content
from cms.publications.models import Publication
from cms.publishing import services
from quizzes.kinds.ids import public_id
from tests import factories
from tests.quizzes import pictures

pytestmark = pytest.mark.django_db


def payload(key: str = "t4-1113-storm", locale: str = "en") -> dict | None:
    """Return what a player would get now."""
    content = module_content(key, locale)
    return content and json.loads(content.identity)


def test_publishing_an_edit_gives_the_next_player_the_new_words(commits) -> None:
    page = factories.module()
    first = payload()["version"]

    page.title = "Calm"
    with commits():
        page.save_revision().publish()

    assert payload()["title"] == "Calm"
    assert payload()["version"] != first
    old = Publication.objects.get(version=first)
    assert not old.is_current
    assert old.retired_on is not None
    assert json.loads(content_of(first).identity)["title"] == "Storm"


def test_publishing_the_same_again_makes_nothing(commits) -> None:
    page = factories.module()
    with commits():
        page.save_revision().publish()

    assert Publication.objects.count() == 1


def test_another_pass_mark_counts_for_the_same_content(commits) -> None:
    page = factories.module(
        factories.track("educators"), band="", quiz=factories.quiz()
    )
    first = Publication.objects.get()
    assert first.pass_mark == 80
    page.pass_mark = 100
    with commits():
        page.save_revision().publish()

    again = Publication.objects.get()
    assert (again.version, again.pass_mark) == (first.version, 100)
    assert catalogue.courses("ar")[page.key].pass_mark == 100
    assert "pass_mark" not in payload()


def test_a_module_for_others_or_without_a_check_cannot_be_passed() -> None:
    factories.module(quiz=factories.quiz())
    factories.module(
        factories.track("educators"), band="", key="e1", slug="e1", quiz=None
    )
    assert catalogue.courses("en") == {}


def test_a_draft_changes_nothing(commits) -> None:
    page = factories.module()
    page.title = "Not yet"
    with commits():
        page.save_revision()

    assert payload()["title"] == "Storm"


def test_going_back_brings_the_earlier_version_back(commits) -> None:
    page = factories.module()
    first = payload()["version"]
    for title in ("Calm", "Storm"):
        page.title = title
        with commits():
            page.save_revision().publish()

    assert payload()["version"] == first
    assert Publication.objects.count() == 2
    assert Publication.objects.get(version=first).retired_on is None


@pytest.mark.parametrize("act", ["unpublish", "delete", "hide", "hide the track"])
def test_a_page_that_is_taken_away_is_taken_from_players(commits, act: str) -> None:
    page = factories.module()
    version = payload()["version"]
    with commits():
        if act == "unpublish":
            page.unpublish()
        elif act == "delete":
            page.delete()
        else:
            hidden = page if act == "hide" else page.get_parent()
            PageViewRestriction.objects.create(page=hidden, restriction_type="login")

    assert payload() is None
    assert catalogue.module_summaries("en") == []
    assert version in answer_keys([version])


def test_deleting_a_track_takes_its_modules_from_players(commits) -> None:
    factories.module()
    with commits():
        factories.track().delete()

    assert payload() is None


def test_a_page_that_is_shown_again_is_back(commits) -> None:
    page = factories.module()
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type="login"
    )
    services.refresh(page.pk)
    with commits():
        restriction.delete()

    assert payload()["title"] == "Storm"


def test_a_new_slug_of_page_or_track_reaches_the_address(commits) -> None:
    page = factories.module()
    page.slug = "tempest"
    with commits():
        page.save_revision().publish()
    assert payload()["url"] == "/en/children/tempest/"

    track = factories.track()
    track.slug = "kids"
    with commits():
        track.save_revision().publish()
    assert payload()["url"] == "/en/kids/tempest/"


def test_a_move_changes_track_and_address(commits) -> None:
    page = factories.module(band="")
    parents = factories.track("parents")
    with commits():
        page.move(parents, pos="last-child")

    assert payload()["track"] == "parents"
    assert payload()["url"] == "/en/parents/storm/"


def test_a_new_key_retires_the_old_one(commits) -> None:
    page = factories.module()
    page.key = "t4-1113-tempest"
    with commits():
        page.save_revision().publish()

    assert payload() is None
    assert payload("t4-1113-tempest")["title"] == "Storm"


def test_a_changed_check_reaches_its_modules(commits) -> None:
    quiz = factories.quiz()
    factories.module(quiz=quiz)
    quiz.form_a = [factories.secret_question("a1", "Reworded?")]
    with commits():
        quiz.save_revision().publish()

    assert payload()["check"]["pre"][0]["prompt"] == "Reworded?"

    with commits():
        quiz.unpublish()
    assert payload()["check"]["pre"] == []


def _replace(picture) -> None:
    file = BytesIO()
    Image.new("RGB", (40, 30), "red").save(file, "PNG")
    picture.file = ImageFile(BytesIO(file.getvalue()), name="other.png")
    picture.width, picture.height = 40, 30
    picture.save()


@pytest.mark.parametrize("place", ["cover", "step", "check"])
def test_a_changed_picture_reaches_its_modules(commits, place: str) -> None:
    picture = pictures.drawing()
    shown = {"image": picture.pk, "alt": "A reef"}
    if place == "cover":
        factories.module(image=picture)
    elif place == "step":
        factories.module(steps=[factories.choice_step(picture=shown)])
    else:
        question = factories.secret_question("a1", "Before?")
        question["value"]["picture"] = shown
        factories.module(quiz=factories.quiz(form_a=[question]))
    find: dict[str, Callable] = {
        "cover": lambda: payload()["image"],
        "step": lambda: payload()["steps"][0]["item"]["picture"],
        "check": lambda: payload()["check"]["pre"][0]["picture"],
    }
    assert find[place]()["src"].endswith(".svg")

    with commits():
        _replace(picture)

    assert find[place]()["src"].endswith(".webp")
    assert find[place]()["width"] == 40


def test_a_changed_recording_reaches_its_modules(commits) -> None:
    document = get_document_model().objects.create(
        title="Read", file=ContentFile(b"1", name="read.mp3")
    )
    factories.module(
        steps=[factories.step("pause", "p1", text="Breathe.", audio=document.pk)]
    )
    first = payload()["steps"][0]["audio"]
    assert first["type"] == "audio/mpeg"

    document.file = ContentFile(b"2", name="again.mp3")
    with commits():
        document.save()

    assert payload()["steps"][0]["audio"]["src"] != first["src"]


def test_a_deleted_picture_leaves_its_modules(commits) -> None:
    picture = pictures.drawing()
    shown = {"image": picture.pk, "alt": "A reef"}
    factories.module(steps=[factories.choice_step(picture=shown)])
    with commits():
        picture.delete()

    assert payload()["steps"][0]["item"]["picture"] is None


def test_a_translation_has_the_same_ids_and_other_words(commits) -> None:
    factories.translated_site()
    page = factories.module(quiz=factories.quiz())
    with commits():
        factories.translate_module(page)

    english, arabic = payload(), payload(locale="ar")

    assert arabic["title"] == "عاصفة"
    assert (arabic["locale"], arabic["dir"]) == ("ar", "rtl")
    assert arabic["url"] == "/ar/children/storm/"
    assert arabic["outcomes"] == ["أستطيع أن أخبر."]
    assert list(_ids(arabic)) == list(_ids(english))


def test_a_changed_translation_reaches_its_players(commits) -> None:
    factories.translated_site()
    page = factories.module()
    with commits():
        factories.translate_module(page)

    words = StringTranslation.objects.get(context__path="summary")
    words.data = "زميل جديد."
    words.save()
    with commits():
        Translation.objects.get(source__object_id=page.translation_key).save_target()

    assert payload(locale="ar")["summary"] == "زميل جديد."
    assert payload()["summary"] == "A new teammate."


def test_a_translated_check_is_asked_in_the_language_of_the_page(commits) -> None:
    factories.translated_site()
    quiz = factories.quiz()
    page = factories.module(quiz=quiz)
    with commits():
        factories.translate_module(page)
    assert payload(locale="ar")["check"]["pre"][0]["prompt"] == "Before?"

    arabic = quiz.copy_for_translation(factories.locale("ar"))
    arabic.save()
    arabic.form_a[0].value["prompt"] = "قبل؟"
    with commits():
        arabic.save_revision().publish()

    assert payload(locale="ar")["check"]["pre"][0]["prompt"] == "قبل؟"
    assert payload()["check"]["pre"][0]["prompt"] == "Before?"


def test_a_page_that_cannot_be_compiled_keeps_what_it_had(commits, caplog) -> None:
    page = factories.module()
    ModulePage.objects.filter(pk=page.pk).update(steps=[])
    with commits():
        services.refresh_later([page.pk])

    assert payload()["title"] == "Storm"
    assert "could not be compiled" in caplog.text
    with pytest.raises(CommandError, match="t4-1113-storm"):
        call_command("publish_all")


def test_old_versions_go_after_their_time(commits) -> None:
    page = factories.module()
    page.title = "Calm"
    with commits():
        page.save_revision().publish()
    today = timezone.localdate()

    assert services.prune(None) == 0
    assert services.prune(today) == 0
    assert services.prune(today + timedelta(days=1)) == 1
    assert payload()["title"] == "Calm"


def test_publish_all_catches_up(commits, capsys) -> None:
    page = factories.module()
    ModulePage.objects.filter(pk=page.pk).update(summary="Behind Wagtail’s back.")
    call_command("publish_all")

    assert payload()["summary"] == "Behind Wagtail’s back."
    assert "1 modules are published" in capsys.readouterr().out


def test_the_grader_gets_keys_of_many_versions_with_one_query(
    commits, django_assert_num_queries
) -> None:
    page = factories.module(quiz=factories.quiz())
    factories.module(key="other", slug="other", steps=[factories.text_step()])
    versions = set(Publication.objects.values_list("version", flat=True))

    with django_assert_num_queries(1):
        keys = answer_keys([*versions, "unknown"])
    with django_assert_num_queries(0):
        answer_keys(versions)

    assert keys.keys() == versions
    key = keys[page.publications.get().version]
    assert (key.module_key, key.locale) == ("t4-1113-storm", "en")
    assert key.items["s-choice"].kind == "choice"
    assert key.items["a1"].purpose == "check"
    assert key.steps == ("s-text", "s-choice", "s-chat")
    assert key.graded == ("s-choice", "s-chat")
    tell = public_id("s-choice", "tell")
    assert key.items["s-choice"].key["options"][tell]["correct"] is True


def test_modules_are_listed_in_the_order_of_the_tree(commits) -> None:
    first = factories.module()
    second = factories.module(key="second", slug="second")
    with commits():
        second.move(first, pos="left")

    keys = [summary["key"] for summary in catalogue.module_summaries("en")]
    assert keys == ["second", "t4-1113-storm"]


def _ids(part: object):
    if isinstance(part, dict):
        if "id" in part:
            yield part["id"]
        for value in part.values():
            yield from _ids(value)
    elif isinstance(part, list):
        for value in part:
            yield from _ids(value)
