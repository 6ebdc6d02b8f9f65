"""The way of a module through the review: editorial, safeguarding, translation, publish."""

import html
from datetime import date, timedelta

from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from wagtail.models import (
    Page,
    TaskState,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowState,
)

import pytest

from cms.editorial import roles, services
from cms.editorial.models import Review, SafeguardingTask
from cms.pages.module import ModulePage
from cms.publish_rights.dates import add_months
from cms.publish_rights.models import Role
from quizzes.models import Quiz
from tests import factories
from tests.cms.forms import module_form
from tests.cms.people import client, person

pytestmark = pytest.mark.django_db


def draft(sensitivity: int = 2) -> ModulePage:
    """Return a module that was never published."""
    page = ModulePage(
        locale=factories.locale("en"),
        live=False,
        **factories.module_fields(sensitivity=sensitivity),
    )
    factories.track().add_child(instance=page)
    page.save_revision()
    return page


def submit(page: ModulePage, who: str = "editor", **more) -> None:
    form = module_form("action-submit", **({"sensitivity": page.sensitivity} | more))
    client(who).post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)


def step(page: Page) -> str:
    """Name the step that a page waits at; "" if at none."""
    task = ModulePage.objects.get(pk=page.pk).current_workflow_task
    return task.name if task else ""


def act(page: Page, who, action: str = "approve", comment: str = ""):
    state = ModulePage.objects.get(pk=page.pk).current_workflow_task_state
    args = [page.pk, action, state.pk]
    url = reverse("wagtailadmin_pages:workflow_action", args=args)
    return who.post(url, {"comment": comment})


def statuses(page: Page) -> dict[str, str]:
    states = TaskState.objects.for_instance(page).order_by("pk")
    return {state.task.name: state.status for state in states.select_related("task")}


def is_live(page: Page) -> bool:
    return Page.objects.get(pk=page.pk).live


def words_of(response) -> str:
    return html.unescape(response.content.decode())


def test_a_heavy_module_passes_all_four_steps(commits) -> None:
    page = draft()
    submit(page)
    for name, who in [
        ("Editorial", client("editor", "second")),
        ("Safeguarding", client("lead")),
        ("Translation", client("translator")),
        ("Publish", client("editor")),
    ]:
        assert (step(page), is_live(page)) == (name, False)
        with commits():
            act(page, who)

    assert (step(page), is_live(page)) == ("", True)
    assert client("editor").get("/api/v1/modules/t4-1113-storm/").status_code == 200


def test_a_light_module_needs_no_lead() -> None:
    page = draft(sensitivity=1)
    submit(page)
    act(page, client("lead"))

    assert step(page) == "Translation"
    assert statuses(page)["Safeguarding"] == "skipped"


def test_whoever_sends_it_in_does_not_pass_it() -> None:
    page = draft()
    submit(page)
    act(page, client("editor"))

    assert step(page) == "Editorial"


def test_nobody_but_a_lead_passes_safeguarding() -> None:
    page = draft()
    submit(page)
    act(page, client("lead"))
    for who in (client("editor", "second"), client("translator"), client("manager")):
        act(page, who)
        assert step(page) == "Safeguarding"
    # Not even if somebody adds their group to the step.
    SafeguardingTask.objects.get().groups.add(roles.group_of(Role.Key.EDITORS))
    act(page, client("editor", "second"))
    assert step(page) == "Safeguarding"


def test_what_is_changed_after_the_lead_passed_it_comes_back_to_the_lead() -> None:
    page = draft()
    submit(page)
    act(page, client("editor", "second"))
    act(page, client("lead"))
    form = module_form(title="Changed", sensitivity=2)
    second = client("editor", "second")
    second.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)
    act(page, second)

    assert step(page) == "Editorial"
    act(page, second)
    assert step(page) == "Safeguarding"
    assert not is_live(page)


def test_saving_without_a_change_brings_nothing_back() -> None:
    """Wagtail saves another revision whenever a form is sent."""
    page = draft()
    submit(page)
    lead = client("lead")
    for expected in ("Safeguarding", "Translation"):
        form = module_form(sensitivity=2)
        lead.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)
        form |= {"action-workflow-action": "1", "workflow-action-name": "approve"}
        lead.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)
        assert step(page) == expected


def test_what_becomes_heavy_on_the_way_goes_to_the_lead() -> None:
    page = draft(sensitivity=0)
    submit(page)
    second = client("editor", "second")
    form = module_form(sensitivity=3)
    second.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)
    act(page, second)

    assert step(page) == "Safeguarding"


def test_without_the_lead_s_step_nothing_heavy_is_published() -> None:
    SafeguardingTask.objects.get().workflow_tasks.all().delete()
    page = draft()
    submit(page)
    for who in ("lead", "translator"):
        act(page, client(who))
    assert step(page) == "Publish"
    act(page, client("editor"))

    assert not is_live(page)


def test_a_request_for_changes_goes_back_with_its_reason() -> None:
    page = draft()
    submit(page)
    mail.outbox.clear()
    act(page, client("lead"), "reject", "The ending leaves him alone.")

    [notice] = mail.outbox
    assert notice.to == ["editor@example.org"]
    assert "The ending leaves him alone." in notice.body
    state = ModulePage.objects.get(pk=page.pk).current_workflow_state
    assert (state.status, is_live(page)) == ("needs_changes", False)


def test_those_who_can_act_next_are_told_by_mail() -> None:
    person("lead")
    person("translator")
    person("editor", "second")
    page = draft()
    submit(page)
    assert {to for notice in mail.outbox for to in notice.to} == {
        "lead@example.org",
        "second@example.org",
    }
    mail.outbox.clear()
    act(page, client("editor", "second"))
    assert [notice.to for notice in mail.outbox] == [["lead@example.org"]]
    assert "Storm" in mail.outbox[0].subject

    mail.outbox.clear()
    act(page, client("lead"))
    act(page, client("translator"))
    mail.outbox.clear()
    act(page, client("lead"))
    assert ["editor@example.org"] in [notice.to for notice in mail.outbox]


def test_a_check_goes_the_same_way() -> None:
    quiz = factories.quiz()
    factories.module(quiz=quiz, sensitivity=2)
    quiz.title = "Other"
    quiz.save_revision()
    quiz.get_workflow().start(quiz, person("editor"))
    tasks = []
    for who in ("lead", "lead", "translator", "editor"):
        state = quiz.current_workflow_task_state
        tasks.append(state.task.name)
        url = reverse(
            "wagtailsnippets_quizzes_quiz:workflow_action",
            args=[quiz.pk, "approve", state.pk],
        )
        client(who).post(url, {"comment": ""})
        quiz = Quiz.objects.get(pk=quiz.pk)

    assert tasks == ["Editorial", "Safeguarding", "Translation", "Publish"]
    assert quiz.title == "Other"


def test_passing_sets_the_dates(commits) -> None:
    page = draft(sensitivity=0)
    submit(page)
    for who in ("lead", "translator", "lead"):
        with commits():
            act(page, client(who))

    page = ModulePage.objects.get(pk=page.pk)
    today = timezone.localdate()
    assert page.reviewed_on == today
    assert page.review_due == add_months(today, 12)
    assert page.reviewer == "lead"


def test_months_end_where_they_end() -> None:
    assert add_months(date(2027, 2, 28), 12) == date(2028, 2, 28)
    assert add_months(date(2028, 2, 29), 12) == date(2029, 2, 28)
    assert add_months(date(2026, 12, 31), 2) == date(2027, 2, 28)
    assert add_months(date(2026, 3, 31), -12) == date(2025, 3, 31)


def test_a_module_is_stale_after_twelve_months() -> None:
    page = factories.module()
    today = timezone.localdate()
    assert list(services.stale_modules(today)) == []
    assert list(services.stale_modules(add_months(today, 12))) == [page]

    services.mark_reviewed(page, person("lead"), today)
    due = add_months(today, 12)
    assert list(services.stale_modules(due - timedelta(days=1))) == []
    assert list(services.stale_modules(due)) == [page]
    page.unpublish()
    assert list(services.stale_modules(due)) == []


def test_the_report_shows_filters_and_exports(django_assert_max_num_queries) -> None:
    old = factories.module(title="Old", slug="old", key="old")
    factories.module(title="New", slug="new", key="new", topic="t1", sensitivity=2)
    services.mark_reviewed(old, person("lead"), date(2020, 1, 31))
    url = reverse("cms_editorial:review_dates")
    manager = client("manager")

    page = words_of(manager.get(url))
    assert "Old" in page
    assert "New" in page
    for query, expected in [
        ("state=overdue", {"old"}),
        ("state=never", {"new"}),
        ("state=soon", set()),
        ("state=good", set()),
        ("topic=t1", {"new"}),
        ("sensitivity=2", {"new"}),
    ]:
        found = manager.get(f"{url}?{query}").context["object_list"]
        assert {module.key for module in found} == expected, query
    csv = b"".join(manager.get(f"{url}?export=csv").streaming_content).decode()
    assert "Key,Title,Topic" in csv
    assert "old,Old,t4,11-13,0,en,2020-01-31,lead,2021-01-31" in csv
    # However many modules there are.
    for number in range(8):
        factories.module(slug=f"m{number}", key=f"m{number}")
    with django_assert_max_num_queries(25):
        manager.get(url)


def test_the_form_says_when_it_was_reviewed_and_who_may_publish() -> None:
    page = draft()
    services.mark_reviewed(page, person("lead"), date(2020, 1, 31))
    response = client("editor").get(reverse("wagtailadmin_pages:edit", args=[page.pk]))

    assert "Jan. 31, 2021" in words_of(response)
    assert "Overdue" in words_of(response)
    assert "only a safeguarding lead can publish it" in words_of(response)


def test_it_is_set_up_once_and_then_the_operator_s() -> None:
    workflow = Workflow.objects.get(name="Review")
    root = Page.get_first_root_node()
    assert WorkflowPage.objects.get(page=root).workflow == workflow
    assert {row.workflow for row in WorkflowContentType.objects.all()} == {workflow}
    assert [task.name for task in workflow.tasks] == [
        "Editorial",
        "Safeguarding",
        "Translation",
        "Publish",
    ]
    workflow.name = "Ours"
    workflow.save()
    WorkflowPage.objects.filter(page=root).delete()
    group = roles.group_of(Role.Key.EDITORS)
    group.name = "Writers"
    group.save()
    group.permissions.clear()
    group.page_permissions.all().delete()
    roles.group_of(Role.Key.MANAGERS).delete()

    call_command("migrate", verbosity=0)

    assert not Workflow.objects.filter(name="Review").exists()
    assert not WorkflowPage.objects.filter(page=root).exists()
    assert not group.permissions.exists()
    assert not group.page_permissions.exists()
    names = set(Role.objects.values_list("group__name", flat=True))
    assert names >= {"Writers", "Safeguarding leads", None}
    assert "Editors" not in names


def test_a_workflow_that_somebody_has_chosen_stays() -> None:
    root = Page.get_first_root_node()
    own = Workflow.objects.create(name="Own")
    SafeguardingTask.objects.all().delete()
    WorkflowPage.objects.update(workflow=own)
    services.install()

    assert WorkflowPage.objects.get(page=root).workflow == own
    assert WorkflowState.objects.count() == 0


def test_a_renamed_group_of_leads_still_holds_the_right() -> None:
    group = roles.group_of(Role.Key.SAFEGUARDING)
    group.name = "DSL"
    group.save()
    page = draft()
    submit(page)
    act(page, client("lead"))
    act(page, client("lead"))

    assert step(page) == "Translation"
    assert Review.objects.get(page=page).heaviest == 2
