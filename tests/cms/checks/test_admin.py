"""What editors see of the checks in the admin."""

import html

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from wagtail.users.models import UserProfile

import pytest

from cms.pages.module import ModulePage
from tests import factories

pytestmark = pytest.mark.django_db

NOTHING = "The checks found nothing to mend."


@pytest.fixture
def module() -> ModulePage:
    page = factories.module()
    page.talk_card = ""
    page.save_revision()
    return page


def edit_url(page: ModulePage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def checks_url(page: ModulePage) -> str:
    return reverse("cms_checks:checks", args=[page.pk])


def words_of(response) -> str:
    return html.unescape(response.content.decode())


def test_the_editor_of_a_module_shows_what_the_checks_find(editor, module) -> None:
    words = words_of(editor.get(edit_url(module)))

    assert "1 error" in words
    assert "There is no card to take home." in words
    assert f'href="{edit_url(module)}#:w:contentpath=talk_card"' in words
    assert "cms/checks.js" in words


def test_a_new_module_has_to_be_saved_first(editor) -> None:
    url = reverse(
        "wagtailadmin_pages:add", args=["cms", "modulepage", factories.track().pk]
    )
    words = words_of(editor.get(url))

    assert "Save the draft first" in words
    assert NOTHING not in words


def test_the_checks_have_a_page_of_their_own(editor, module) -> None:
    words = words_of(editor.get(checks_url(module)))
    assert "There is no card to take home." in words

    module.talk_card = "Ask me about shells."
    module.save_revision()
    assert NOTHING in words_of(editor.get(checks_url(module)))
    gone = editor.get(checks_url(factories.track()), follow=True)
    assert gone.status_code == 404


def test_a_place_in_the_check_leads_to_the_quiz(editor) -> None:
    same = factories.secret_question("b1", "Before?")
    quiz = factories.quiz(form_b=[same])
    page = factories.module(quiz=quiz)
    url = reverse(quiz.snippet_viewset.get_url_name("edit"), args=[quiz.pk])

    words = words_of(editor.get(checks_url(page)))
    assert "Form A asks this, too." in words
    assert f'href="{url}#:w:contentpath=form_b.b1"' in words


def test_the_menus_of_a_module_offer_the_checks(editor, module) -> None:
    listing = reverse("wagtailadmin_explore", args=[module.get_parent().pk])
    assert checks_url(module) in words_of(editor.get(listing))
    home = reverse("wagtailadmin_explore", args=[factories.site().get_parent().pk])
    assert "/admin/checks/" not in words_of(editor.get(home))


def test_they_are_in_the_editor_s_language(editor, module) -> None:
    profile = UserProfile.get_for_user(editor.user)
    profile.preferred_language = "ar"
    profile.save()

    words = words_of(editor.get(edit_url(module)))
    assert "خطأ واحد" in words
    assert "لا توجد بطاقة حديث يأخذها الطفل إلى البيت." in words
    assert "There is no card" not in words


def test_only_who_may_edit_the_module_sees_its_checks(module) -> None:
    user = get_user_model().objects.create_user("reader", password="reader")
    client = Client()
    client.force_login(user)
    assert client.get(checks_url(module)).status_code == 302

    user.groups.add(Group.objects.get(name="Moderators"))
    group = Group.objects.get(name="Moderators")
    group.page_permissions.all().delete()
    response = client.get(checks_url(module))
    assert response.status_code in (302, 403)
    assert b"no card" not in response.content
