"""What an editor finds after signing in."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.models import (
    GroupApprovalTask,
    GroupPagePermission,
    Workflow,
    WorkflowTask,
)
from wagtail.users.models import UserProfile

import pytest

from cms.choices import Track
from cms.helplines.models import Helpline
from cms.pages.module import ModulePage
from tests import factories
from tests.cms import people

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_shipped_helplines(db: None) -> None:
    Helpline.objects.all().delete()


def shown(client: Client) -> str:
    response = client.get("/admin/")
    assert response.status_code == 200
    return response.content.decode()


def helpline(**more) -> Helpline:
    fields = {"name": "Child line", "country": "BH", "phone": "998"}
    return Helpline.objects.create(locale=factories.locale("en"), **(fields | more))


def numbered(number: int, **more) -> ModulePage:
    fields = {
        "title": f"Module {number}",
        "slug": f"m-{number}",
        "key": f"t4-1113-m{number}",
    }
    return factories.module(**(fields | more))


def age(module: ModulePage, days: int) -> None:
    ModulePage.objects.filter(pk=module.pk).update(
        first_published_at=timezone.now() - timedelta(days=days)
    )


@pytest.fixture
def newcomer() -> Client:
    """Somebody who may sign in to the admin, and nothing else yet."""
    user = get_user_model().objects.create_user(username="new", password="new")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client = Client()
    client.force_login(user)
    client.user = user
    return client


def test_an_empty_site_is_greeted_kindly(editor) -> None:
    words = shown(editor)

    assert "COP Challenge" in words
    assert "Nothing waits for you." in words
    assert "All is fresh" in words
    assert "in every language" in words
    assert "No draft lies about" in words


def test_it_offers_a_new_module_in_each_track(editor) -> None:
    tracks = [factories.track(Track.CHILDREN), factories.track(Track.PARENTS)]

    words = shown(editor)

    for track in tracks:
        assert f"/admin/pages/add/cms/modulepage/{track.pk}/" in words
    assert "New module: Parents and carers" in words


def test_a_module_is_stale_after_a_year(editor) -> None:
    old, new = factories.module(), numbered(1)
    age(old, 366)
    age(new, 360)

    panel = shown(editor).split('id="stale-section"')[1].split("</section>")[0]

    assert "Storm" in panel
    assert "Module 1" not in panel


@pytest.mark.parametrize(
    ("days", "is_due"), [(None, True), (400, True), (160, True), (100, False)]
)
def test_a_helpline_is_due_before_it_is_hidden(editor, days, is_due) -> None:
    line = helpline(verified_on=days and timezone.localdate() - timedelta(days=days))

    assert (f"/admin/helplines/{line.pk}/called/" in shown(editor)) is is_due


def test_it_says_which_language_lacks_a_module(editor) -> None:
    factories.translated_site()
    module = factories.module()
    submit = f"/admin/localize/submit/page/{module.pk}/"

    assert submit in shown(editor)

    factories.translate_module(module)
    assert submit not in shown(editor)
    assert "in every language" in shown(editor)


def test_what_a_translator_does_not_reach_is_not_missing() -> None:
    factories.translated_site()
    factories.translate_module(factories.module())

    assert "in every language" in shown(people.client("translator"))


def test_a_translator_is_shown_what_nobody_has_begun_to_translate() -> None:
    factories.translated_site()
    module = factories.module()

    words = shown(people.client("translator"))

    assert module.title in words
    assert "Missing: translate" in words


def test_it_lists_drafts_of_modules_and_quizzes(editor) -> None:
    module, quiz = factories.module(), factories.quiz()
    module.title = "Storm, again"
    module.save_revision()
    quiz.title = "Storm quiz, again"
    quiz.save_revision()

    words = shown(editor)

    assert "published, with newer changes" in words
    assert "Storm, again" in words
    assert "Storm quiz, again" in words


def test_what_waits_for_a_review_comes_first(editor) -> None:
    module = factories.module()
    workflow = Workflow.objects.create(name="Ours")
    task = GroupApprovalTask.objects.create(name="Look")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    workflow.start(module, editor.user)

    words = shown(editor)

    assert "Nothing waits for you." not in words
    assert words.index("awaiting-review") < words.index('id="stale-section"')


def test_a_panel_that_another_part_adds_stays(editor) -> None:
    class Hint(Component):
        order = 130

        def render_html(self, parent_context=None) -> str:
            return "<p>A hint of another part.</p>"

    with hooks.register_temporarily(
        "construct_homepage_panels", lambda request, panels: panels.append(Hint())
    ):
        words = shown(editor)

    assert words.index("Nothing waits") < words.index("A hint of another part.")
    assert words.index("A hint of another part.") < words.index('id="stale-section"')


def test_whoever_edits_nothing_is_told_of_nothing(newcomer) -> None:
    factories.module()
    line = helpline()

    words = shown(newcomer)

    assert "Storm" not in words
    assert f"/admin/helplines/{line.pk}/called/" not in words
    assert "New module" not in words
    assert "stale-section" not in words


def test_an_editor_of_one_track_is_told_of_that_track_only(newcomer) -> None:
    age(factories.module(), 400)
    parents = factories.track(Track.PARENTS)
    age(numbered(1, parent=parents, band=""), 400)
    group = Group.objects.create(name="Parents' editors")
    for name in ("add_page", "change_page"):
        GroupPagePermission.objects.create(
            group=group, page=parents, permission=Permission.objects.get(codename=name)
        )
    newcomer.user.groups.add(group)

    words = shown(newcomer)

    assert "Module 1" in words
    assert "Storm" not in words
    assert f"/admin/pages/add/cms/modulepage/{parents.pk}/" in words
    assert f"/modulepage/{factories.track().pk}/" not in words


def test_it_speaks_arabic_from_right_to_left(editor) -> None:
    UserProfile.objects.create(user=editor.user, preferred_language="ar")

    words = shown(editor)

    assert 'dir="rtl"' in words
    assert "Nothing waits" not in words


def test_more_content_costs_no_more_queries(editor) -> None:
    def grow(start: int) -> None:
        for number in range(start, start + 2):
            module = numbered(number)
            age(module, 400)
            draft = numbered(number + 100)
            draft.save_revision()
            quiz = factories.quiz(key=f"q-{number}")
            quiz.save_revision()
            helpline(name=f"Line {number}")

    grow(0)
    shown(editor)
    with CaptureQueriesContext(connection) as few:
        shown(editor)
    for more in (2, 4, 6, 8):
        grow(more)
    with CaptureQueriesContext(connection) as many:
        shown(editor)

    assert len(many) == len(few)
