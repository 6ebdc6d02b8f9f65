"""What an import writes, what it leaves alone, and what it remembers."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile

from wagtail.documents import get_document_model
from wagtail.models import (
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
)
from wagtail_localize.models import Translation

import pytest

from cms.models import Helpline, ModulePage, Picture, Publication, TrackPage
from cms.packs import services
from cms.packs.errors import PackError
from cms.packs.planning import Status
from quizzes.models import Quiz
from tests import factories
from tests.cms import people
from tests.cms.packs import packing
from tests.quizzes import pictures

pytestmark = pytest.mark.django_db
MODULE = "module:t4-1113-storm:en"


def status(data: bytes, uid: str, user: Any = None) -> Status:
    examined = services.examine(data, user)
    assert examined.faults == ()
    return next(i.status for i in examined.plan.items if i.uid.startswith(uid))


def actions(rows: list[dict[str, str]]) -> dict[str, str]:
    return {row["uid"]: row["action"] for row in rows}


def person(*codenames: str, **page_rights: Any) -> Any:
    """Return somebody with these rights of Django's, and on pages below a page."""
    user = get_user_model().objects.create_user("helper", email="h@example.org")
    group = Group.objects.create(name="Helpers")
    group.permissions.set(Permission.objects.filter(codename__in=codenames))
    for codename in page_rights.get("rights", ()):
        GroupPagePermission.objects.create(
            group=group,
            page=page_rights["page"],
            permission=Permission.objects.get(
                codename=codename, content_type__app_label="wagtailcore"
            ),
        )
    for collection_right in page_rights.get("library", ()):
        GroupCollectionPermission.objects.create(
            group=group,
            collection_id=1,
            permission=Permission.objects.get(codename=collection_right),
        )
    user.groups.add(group)
    return user


@pytest.fixture
def module() -> ModulePage:
    picture = pictures.bitmap(40, 30)
    picture.get_file_hash()
    page = factories.module(image=picture, image_alt="A reef", quiz=factories.quiz())
    factories.translated_site()
    factories.translate_module(page, image=picture, image_alt="شعاب")
    return page


def test_a_deleted_module_comes_back_with_its_translation(module, commits):
    data = packing.site_pack()
    ids = [step.id for step in module.steps]
    ModulePage.objects.all().delete()
    Publication.objects.all().delete()

    with commits():
        rows = services.import_pack(data, [])

    assert actions(rows) == {MODULE: "created", "module:t4-1113-storm:ar": "created"}
    english, arabic = (
        ModulePage.objects.get(locale__language_code=code) for code in ("en", "ar")
    )
    assert [step.id for step in english.steps] == ids
    assert arabic.title == "عاصفة"
    assert arabic.translation_key == english.translation_key
    assert english.quiz.key == "storm"
    assert english.image.title == "Reef"
    assert Translation.objects.filter(target_locale=arabic.locale).exists()
    assert {p.locale for p in Publication.objects.filter(is_current=True)} == {
        "en",
        "ar",
    }


def test_an_update_of_what_nobody_touched_goes_in(module, commits):
    data = packing.site_pack()
    services.import_pack(data, [])
    newer = packing.titled(data, MODULE, "Calm")

    assert status(newer, MODULE) == Status.CHANGED
    with commits():
        rows = services.import_pack(newer, [])

    assert actions(rows) == {MODULE: "updated"}
    module.refresh_from_db()
    assert (module.title, module.live) == ("Calm", True)
    assert Publication.objects.get(is_current=True, locale="en").summary["title"] == (
        "Calm"
    )
    assert services.import_pack(newer, []) == []


def test_what_was_changed_here_is_kept_unless_chosen_otherwise(module):
    data = packing.site_pack()
    services.import_pack(data, [])
    module.title = "Ours"
    module.save_revision().publish()
    newer = packing.titled(data, MODULE, "Theirs")

    assert status(newer, MODULE) == Status.CONFLICT
    assert actions(services.import_pack(newer, []))[MODULE] == "kept"
    module.refresh_from_db()
    assert module.title == "Ours"

    services.import_pack(newer, [MODULE])
    module.refresh_from_db()
    assert module.title == "Theirs"


def test_a_draft_of_an_editor_is_a_change_of_theirs(module):
    data = packing.site_pack()
    services.import_pack(data, [])
    module.title = "Not yet"
    module.save_revision()

    assert status(data, MODULE) == Status.CONFLICT


def test_what_no_pack_brought_is_never_overwritten_unasked(module):
    newer = packing.titled(packing.site_pack(), MODULE, "Theirs")

    assert status(newer, MODULE) == Status.CONFLICT


def test_what_was_deleted_here_stays_deleted_unless_asked_for(module):
    data = packing.site_pack()
    services.import_pack(data, [])
    for page in ModulePage.objects.all():
        page.delete()

    assert status(data, MODULE) == Status.CONFLICT
    services.import_pack(data, [])
    assert not ModulePage.objects.exists()
    services.import_pack(data, [MODULE])
    assert ModulePage.objects.get().locale.language_code == "en"


def test_drafts_stay_drafts(module):
    module.title = "Coming soon"
    module.save_revision()
    factories.module(slug="hidden", key="hidden", title="Hidden").unpublish()
    data = packing.site_pack()
    ModulePage.objects.all().delete()

    services.import_pack(data, [])

    page = ModulePage.objects.get(key="t4-1113-storm", locale__language_code="en")
    assert (page.title, page.live) == ("Storm", True)
    assert page.get_latest_revision_as_object().title == "Coming soon"
    assert page.has_unpublished_changes
    assert not ModulePage.objects.get(key="hidden").live
    assert services.import_pack(data, []) == []


def test_a_half_written_draft_goes_along(module):
    quiz = Quiz(title="Half", key="half", locale=factories.locale("en"), live=False)
    quiz.form_a, quiz.form_b = [factories.choice_step("q1", prompt="")], []
    quiz.save()
    quiz.save_revision(clean=False)
    data = packing.site_pack()
    quiz.delete()

    services.import_pack(data, [])

    assert not Quiz.objects.get(key="half").live


def test_two_sites_that_made_the_same_module_each_by_itself(module):
    """Keys of translations differ from site to site; keys of modules do not."""
    data = packing.site_pack()
    other = "11111111-2222-3333-4444-555555555555"
    for uid in (MODULE, "module:t4-1113-storm:ar"):
        data = packing.edited(data, uid, lambda r: r.update(translation_key=other))

    assert status(data, MODULE) == Status.SAME
    ModulePage.objects.get(locale__language_code="ar").delete()
    services.import_pack(data, [])

    keys = set(ModulePage.objects.values_list("translation_key", flat=True))
    assert keys == {module.translation_key}


def test_a_recording_and_its_tags_come_along(module):
    sound = get_document_model()(
        title="Waves", file=ContentFile(b"ID3waves", name="waves.mp3")
    )
    sound._set_document_file_metadata()
    sound.save()
    sound.tags.add("sea", "calm")
    steps = [
        factories.step("text", "s1", title="", body="<p>Hi.</p>", audio=sound.pk),
        factories.chat_step(),
    ]
    module.steps = steps
    module.save_revision().publish()
    data = packing.module_pack()
    ModulePage.objects.all().delete()
    sound.delete()

    services.import_pack(data, [])

    page = ModulePage.objects.get(locale__language_code="en")
    back = page.steps[0].value["audio"]
    assert (back.title, sorted(back.tags.names())) == ("Waves", ["calm", "sea"])
    with back.open_file() as file:
        assert file.read() == b"ID3waves"


def test_the_pack_of_a_module_brings_the_pages_above_where_they_are_missing(module):
    data = packing.module_pack()
    title = TrackPage.objects.get(locale__language_code="en").title
    track = TrackPage.objects.get(locale__language_code="en")
    track.title = "Our own children"
    track.save_revision().publish()

    assert services.import_pack(data, []) == []
    track.refresh_from_db()
    assert track.title == "Our own children" != title

    for page in TrackPage.objects.all():
        page.delete()
    services.import_pack(data, [MODULE, "module:t4-1113-storm:ar"])
    assert ModulePage.objects.count() == 2


def test_a_language_that_is_not_spoken_here_is_left_out(module, settings):
    data = packing.site_pack()
    ModulePage.objects.all().delete()
    settings.WAGTAIL_CONTENT_LANGUAGES = [("en", "English")]

    rows = actions(services.import_pack(data, []))

    assert rows[MODULE] == "created"
    assert rows["module:t4-1113-storm:ar"] == "left-out"


@pytest.mark.parametrize(("part", "opened"), [("editor", False), ("admin", True)])
def test_only_those_who_may_add_locales_open_a_language(module, part, opened):
    data = packing.site_pack()
    ModulePage.objects.all().delete()
    Page.objects.filter(locale__language_code="ar").delete()
    Helpline.objects.filter(locale__language_code="ar").delete()
    Locale.objects.get(language_code="ar").delete()

    rows = actions(services.import_pack(data, [], user=people.person(part)))

    # Its check is in English only, so the Arabic module waits as a draft.
    assert rows["module:t4-1113-storm:ar"] == ("draft" if opened else "left-out")
    assert Locale.objects.filter(language_code="ar").exists() is opened


# Whoever may not publish


def test_an_author_imports_a_draft(module):
    data = packing.site_pack()
    services.import_pack(data, [])
    author = person(page=factories.track(), rights=["add_page", "change_page"])
    newer = packing.titled(data, MODULE, "Calm")

    rows = services.import_pack(newer, [], user=author)

    assert actions(rows) == {MODULE: "draft"}
    module.refresh_from_db()
    assert module.title == "Storm"
    assert module.get_latest_revision_as_object().title == "Calm"


def test_what_the_pack_makes_sensitive_is_asked_about_as_such(module, monkeypatch):
    """A rule that looks at the page sees what it becomes, not only what it was."""
    data = packing.site_pack()
    services.import_pack(data, [])
    own = ModulePage.permissions_for_user

    def guarded(self: ModulePage, user: Any) -> Any:
        tester = own(self, user)
        if self.sensitivity >= 2:
            tester.can_publish = lambda: False
        return tester

    monkeypatch.setattr(ModulePage, "permissions_for_user", guarded)
    chief = person(
        page=factories.track(), rights=["add_page", "change_page", "publish_page"]
    )
    heavier = packing.edited(data, MODULE, lambda r: r["fields"].update(sensitivity=2))

    assert actions(services.import_pack(heavier, [], user=chief)) == {MODULE: "draft"}
    module.refresh_from_db()
    assert module.sensitivity == 0


def test_a_stranger_to_the_page_cannot_change_it(module):
    data = packing.site_pack()
    services.import_pack(data, [])
    stranger = person()
    newer = packing.titled(data, MODULE, "Calm")

    assert status(newer, MODULE, stranger) == Status.LEFT_OUT
    services.import_pack(newer, [], user=stranger)
    module.refresh_from_db()
    assert not ModulePage.objects.filter(draft_title="Calm").exists()


def test_whoever_may_not_add_pictures_is_told_before_anything_is_written(module):
    data = packing.module_pack()
    for page in ModulePage.objects.all():
        page.delete()
    Picture.objects.all().delete()
    author = person(page=factories.site(), rights=["add_page", "publish_page"])

    with pytest.raises(PackError, match="left out"):
        services.import_pack(data, [], user=author)
    assert not ModulePage.objects.exists()
