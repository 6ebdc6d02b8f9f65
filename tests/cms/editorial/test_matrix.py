"""Who may do what: each part tries each action through the admin itself."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from wagtail.models import Page
from wagtail.test.utils.form_data import rich_text

import pytest

from cms.editorial import services
from cms.editorial.models import (
    EditorialTask,
    PublishTask,
    SafeguardingTask,
    TranslationTask,
)
from cms.helplines.models import Helpline
from cms.pages.country import CountryPage
from cms.pages.module import ModulePage
from quizzes.models import Quiz
from tests import factories
from tests.cms.forms import module_form
from tests.cms.people import client, person

pytestmark = pytest.mark.django_db

PEOPLE = ("editor", "lead", "translator", "focal", "manager", "admin")


def page_url(name: str, page: Page) -> str:
    return reverse(f"wagtailadmin_pages:{name}", args=[page.pk])


def draft(sensitivity: int = 0) -> ModulePage:
    page = ModulePage(
        locale=factories.locale("en"),
        live=False,
        **factories.module_fields(sensitivity=sensitivity),
    )
    factories.track().add_child(instance=page)
    page.save_revision()
    return page


def post_module(who: Client, page: ModulePage, action: str = "", **more: Any) -> None:
    form = module_form(action, **({"sensitivity": page.sensitivity} | more))
    who.post(page_url("edit", page), form)


def latest(page: Page) -> ModulePage:
    return ModulePage.objects.get(pk=page.pk).get_latest_revision_as_object()


def adds_a_module(who: Client) -> bool:
    args = ["cms", "modulepage", factories.track().pk]
    who.post(reverse("wagtailadmin_pages:add", args=args), module_form())
    return ModulePage.objects.exists()


def edits_a_module(who: Client) -> bool:
    page = draft()
    post_module(who, page, title="Changed")
    return latest(page).title == "Changed"


def submits_a_module(who: Client) -> bool:
    page = draft(2)
    post_module(who, page, "action-submit")
    return ModulePage.objects.get(pk=page.pk).workflow_in_progress


def publishes(sensitivity: int) -> Callable[[Client], bool]:
    def publish(who: Client) -> bool:
        page = draft(sensitivity)
        post_module(who, page, "action-publish")
        return ModulePage.objects.get(pk=page.pk).live

    return publish


def passes(task: type | None) -> Callable[[Client], bool]:
    """Return whether somebody passes a step of what another has submitted."""

    def approve(who: Client) -> bool:
        page = draft(2)
        factories.locale("ar")
        page.get_workflow().start(page, person("admin", "author"))
        boss = client("admin", "boss")
        while task and not isinstance(page.current_workflow_task, task):
            _approve(boss, page)
            page = ModulePage.objects.get(pk=page.pk)
        before = page.current_workflow_task_state.pk
        _approve(who, page)
        after = ModulePage.objects.get(pk=page.pk).current_workflow_task_state
        return after is None or after.pk != before

    return approve


def passes_the_last(who: Client) -> bool:
    passed = passes(PublishTask)(who)
    assert ModulePage.objects.get().live is passed
    return passed


def _approve(who: Client, page: Page) -> None:
    state = page.current_workflow_task_state
    args = [page.pk, "approve", state.pk]
    who.post(reverse("wagtailadmin_pages:workflow_action", args=args), {"comment": ""})


def unpublishes(who: Client) -> bool:
    page = factories.module(sensitivity=2)
    who.post(page_url("unpublish", page))
    return not ModulePage.objects.get(pk=page.pk).live


def deletes_a_draft(who: Client) -> bool:
    page = draft()
    who.post(page_url("delete", page))
    return not ModulePage.objects.exists()


def starts_a_translation(who: Client) -> bool:
    page = factories.module()
    factories.translated_site()
    url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    who.post(url, {"locales": [factories.locale("ar").pk]})
    return ModulePage.objects.count() == 2


def opens_a_translation(who: Client) -> bool:
    page = factories.module()
    factories.translated_site()
    factories.translate_module(page)
    words = page.get_translation(factories.locale("ar"))
    return who.get(page_url("edit", words)).status_code == 200


def edits_a_quiz(who: Client) -> bool:
    quiz = factories.quiz()
    url = reverse("wagtailsnippets_quizzes_quiz:edit", args=[quiz.pk])
    return who.get(url).status_code == 200


def helpline(country: str) -> Helpline:
    return Helpline.objects.create(
        country=country,
        name="Line",
        phone="1",
        locale=factories.locale("en"),
        verified_on=timezone.localdate(),
    )


def helpline_form(country: str) -> dict[str, Any]:
    return {
        "country": country,
        "service": "helpline",
        "name": "Changed",
        "phone": "2",
        "channels": ["phone"],
    }


def edits_helpline_of(country: str) -> Callable[[Client], bool]:
    def edit(who: Client) -> bool:
        line = helpline(country)
        url = reverse("wagtailsnippets_cms_helpline:edit", args=[line.pk])
        who.post(url, helpline_form(country))
        line.refresh_from_db()
        return line.name == "Changed"

    return edit


def adds_helpline_of(country: str) -> Callable[[Client], bool]:
    def add(who: Client) -> bool:
        url = reverse("wagtailsnippets_cms_helpline:add")
        who.post(url, helpline_form(country))
        return Helpline.objects.filter(name="Changed").exists()

    return add


def gives_helpline_away(who: Client) -> bool:
    line = helpline("BH")
    url = reverse("wagtailsnippets_cms_helpline:edit", args=[line.pk])
    who.post(url, helpline_form("EG"))
    line.refresh_from_db()
    return line.country == "EG"


def deletes_helpline_of(country: str) -> Callable[[Client], bool]:
    def delete(who: Client) -> bool:
        line = helpline(country)
        who.post(reverse("wagtailsnippets_cms_helpline:delete", args=[line.pk]))
        return not Helpline.objects.filter(pk=line.pk).exists()

    return delete


def country_page(country: str) -> CountryPage:
    page = CountryPage(
        title=country,
        slug=country.lower(),
        country=country,
        locale=factories.locale("en"),
    )
    factories.site().add_child(instance=page)
    page.save_revision().publish()
    return page


def country_form(**more: Any) -> dict[str, Any]:
    return {
        "title": "Changed",
        "slug": "changed",
        "intro": rich_text("<p>Hello</p>"),
        "contacts-count": "0",
        "comment_notifications": "",
        **dict.fromkeys(("seo_title", "search_description"), ""),
    } | more


def edits_country_page_of(country: str) -> Callable[[Client], bool]:
    def edit(who: Client) -> bool:
        country_page("BH")
        page = country_page("EG") if country == "EG" else CountryPage.objects.get()
        response = who.post(page_url("edit", page), country_form() | _formset())
        page = CountryPage.objects.get(pk=page.pk)
        assert page.title == country, response
        return page.get_latest_revision_as_object().title == "Changed"

    return edit


def publishes_country_page(who: Client) -> bool:
    page = country_page("BH")
    form = country_form(**{"action-publish": "1"}) | _formset()
    who.post(page_url("edit", page), form)
    return CountryPage.objects.get().title == "Changed"


def _formset() -> dict[str, str]:
    return {
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "",
    }


def sees_the_report(who: Client) -> bool:
    url = reverse("cms_editorial:review_dates")
    return who.get(url).status_code == 200


def changes_the_workflow(who: Client) -> bool:
    url = reverse("wagtailadmin_workflows:index")
    return who.get(url).status_code == 200


def edits_users(who: Client) -> bool:
    who.post(
        reverse("wagtailusers_users:add"),
        {
            "username": "new",
            "email": "new@example.org",
            "first_name": "New",
            "last_name": "User",
            "password1": "a long passphrase",
            "password2": "a long passphrase",
        },
    )
    return get_user_model().objects.filter(username="new").exists()


MATRIX: dict[str, tuple[Callable[[Client], bool], set[str]]] = {
    "add a module": (adds_a_module, {"editor", "admin"}),
    "edit a module": (edits_a_module, {"editor", "lead", "admin"}),
    "submit it": (submits_a_module, {"editor", "lead", "admin"}),
    "publish below 2": (publishes(1), {"editor", "lead", "admin"}),
    "publish 2": (publishes(2), {"lead", "admin"}),
    "publish 3": (publishes(3), {"lead", "admin"}),
    "pass editorial": (passes(EditorialTask), {"editor", "lead", "admin"}),
    "pass safeguarding": (passes(SafeguardingTask), {"lead", "admin"}),
    "pass translation": (passes(TranslationTask), {"editor", "translator", "admin"}),
    "pass publish": (passes_the_last, {"editor", "lead", "admin"}),
    "unpublish": (unpublishes, {"editor", "lead", "admin"}),
    "delete a draft": (deletes_a_draft, {"editor", "lead", "admin"}),
    "start a translation": (starts_a_translation, {"editor", "translator", "admin"}),
    "translate": (opens_a_translation, {"editor", "lead", "translator", "admin"}),
    "open a check": (edits_a_quiz, {"editor", "lead", "translator", "admin"}),
    "edit own helpline": (
        edits_helpline_of("BH"),
        {"editor", "lead", "focal", "admin"},
    ),
    "edit another's": (edits_helpline_of("EG"), {"editor", "lead", "admin"}),
    "edit one for all": (edits_helpline_of(""), {"editor", "lead", "admin"}),
    "add own helpline": (adds_helpline_of("BH"), {"editor", "lead", "focal", "admin"}),
    "add another's": (adds_helpline_of("EG"), {"editor", "lead", "admin"}),
    "give helpline away": (gives_helpline_away, {"editor", "lead", "admin"}),
    "delete own helpline": (deletes_helpline_of("BH"), {"editor", "focal", "admin"}),
    "delete another's": (deletes_helpline_of("EG"), {"editor", "admin"}),
    "edit own country": (
        edits_country_page_of("BH"),
        {"editor", "lead", "focal", "admin"},
    ),
    "edit another country": (edits_country_page_of("EG"), {"editor", "lead", "admin"}),
    "publish own country": (publishes_country_page, {"editor", "lead", "admin"}),
    "see review dates": (
        sees_the_report,
        {"editor", "lead", "translator", "manager", "admin"},
    ),
    "change the workflow": (changes_the_workflow, {"admin"}),
    "add people": (edits_users, {"admin"}),
}


@pytest.mark.parametrize("action", MATRIX)
@pytest.mark.parametrize("who", PEOPLE)
def test_each_may_do_what_is_theirs(who: str, action: str) -> None:
    does, allowed = MATRIX[action]

    assert does(client(who)) is (who in allowed)


def test_everybody_enters_and_sees_what_is_theirs_only() -> None:
    country_page("BH")
    country_page("EG")
    helpline("BH")
    helpline("EG")
    focal = client("focal")
    listing = focal.get("/admin/snippets/cms/helpline/").context["object_list"]
    assert {line.country for line in listing} == {"BH"}
    assert focal.get("/admin/").status_code == 200
    assert client("manager").get("/admin/").status_code == 200
    menu = client("manager").get("/admin/").content.decode()
    assert "/admin/reports/review-dates/" in menu
    assert "/admin/users/" not in menu


def test_a_focal_point_of_no_country_changes_nothing() -> None:
    user = person("focal")
    user.groups.remove(*user.groups.filter(role__country="BH"))

    assert not edits_helpline_of("BH")(client("focal"))


def test_a_page_of_a_country_brings_its_group_along() -> None:
    page = country_page("AE")
    factories.translated_site()
    translated = page.copy_for_translation(factories.locale("ar"))
    group = services.roles.group_of(services.Role.Key.FOCAL, "AE")

    assert group.name == "Country focal points: AE"
    on = group.page_permissions.values_list("page", "permission__codename")
    assert set(on) == {(page.pk, "change_page"), (translated.pk, "change_page")}
    assert Quiz.objects.count() == 0
