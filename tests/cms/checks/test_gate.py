"""What the checks hold back, whichever way it was to be published."""

import html
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from wagtail.log_actions import registry
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask
from wagtail_localize.models import StringTranslation

import pytest

from cms.checks import gate
from cms.checks.models import Reason
from cms.pages.module import ModulePage
from cms.publications.models import Publication
from tests import factories
from tests.cms.forms import module_form

pytestmark = pytest.mark.django_db

LONG = "Sam " + "very " * 21 + "likes it."
NO_CARD = "There is no card to take home."


def edit_url(page: ModulePage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def checks_url(page: ModulePage) -> str:
    return reverse("cms_checks:checks", args=[page.pk])


def words_of(response) -> str:
    return html.unescape(response.content.decode())


def draft_of(page: ModulePage, user: Any, **fields: Any) -> ModulePage:
    """Save a draft as an editor does."""
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision(user=user)
    return page


def is_published(page: ModulePage, **fields: Any) -> bool:
    page.refresh_from_db()
    return all(getattr(page, name) == value for name, value in fields.items())


def run_all(callbacks: list[Callable[[], Any]]) -> None:
    for callback in callbacks:
        callback()


# How a module stands


def test_a_module_without_faults_may_go_out() -> None:
    assert gate.standing(factories.module()) == gate.Standing(0, [])
    assert gate.standing(factories.module(slug="b", key="b")).may_go_out


def test_errors_and_open_warnings_are_counted() -> None:
    page = factories.module()
    page.talk_card = ""
    page.summary = LONG
    standing = gate.standing(page)

    assert standing.errors == 1
    assert [f.rule for f in standing.open_warnings] == ["reading.sentence"]
    assert not standing.may_go_out
    page.talk_card = "Ask me."
    assert not gate.standing(page).may_go_out


def test_standing_takes_the_same_queries_however_long_a_module_is(
    django_assert_num_queries,
) -> None:
    short = factories.module()
    steps = [factories.choice_step(f"s{n}") for n in range(12)]
    long = factories.module(slug="long", key="long", steps=steps, summary=LONG)
    for page, count in ((short, 1), (long, 2)):
        page = ModulePage.objects.select_related("locale", "quiz").get(pk=page.pk)
        # The words to look for; the reasons, if there is anything to give one for.
        with django_assert_num_queries(count):
            gate.standing(page)


# The form


@pytest.mark.parametrize("action", ["action-publish", "action-submit"])
def test_errors_keep_a_module_from_going_out(editor, action: str) -> None:
    page = factories.module()
    form = module_form(action, talk_card="", title="Calm sea")
    response = editor.post(edit_url(page), form)

    assert response.status_code == 200
    words = words_of(response)
    assert "The checks hold it back: 1 error." in words
    assert f"Talk card: {NO_CARD}" in words
    # What was written is still in the form, and the tab shows what holds it back.
    assert 'value="Calm sea"' in words
    assert f'href="{edit_url(page)}#:w:contentpath=talk_card"' in words
    assert is_published(page, title="Storm")


def test_a_new_module_is_held_back_too(editor) -> None:
    parent = factories.track()
    url = reverse("wagtailadmin_pages:add", args=["cms", "modulepage", parent.pk])
    response = editor.post(url, module_form("action-publish", talk_card=""))

    assert "The checks hold it back: 1 error." in words_of(response)
    assert 'href="#:w:contentpath=talk_card"' in words_of(response)
    assert not ModulePage.objects.exists()


def test_a_draft_may_have_errors(editor) -> None:
    page = factories.module()
    editor.post(edit_url(page), module_form(talk_card=""))

    page.refresh_from_db()
    assert page.get_latest_revision_as_object().talk_card == ""


def test_many_findings_are_counted_and_some_are_named(editor) -> None:
    steps = [
        factories.step("pause", f"p{n}", text="It is your fault.") for n in range(11)
    ]
    page = factories.module()
    words = words_of(
        editor.post(edit_url(page), module_form("action-publish", steps=steps))
    )

    assert "The checks hold it back: 11 errors." in words
    assert words.count("<li>Step ") == 8
    assert "… and 3 more; see the checks." in words


# Warnings and reasons


def long_summary(editor) -> ModulePage:
    return draft_of(factories.module(), editor.user, summary=LONG)


def give_reason(editor, page: ModulePage, words: str = "A name of a game.") -> Any:
    (one,) = gate.judge(page.get_latest_revision_as_object())
    data = {"mark": one.mark, "words": words}
    return editor.post(checks_url(page), data, follow=True)


def test_a_warning_needs_a_reason(editor) -> None:
    page = long_summary(editor)
    form = module_form("action-publish", summary=LONG)
    refused = words_of(editor.post(edit_url(page), form))
    assert "The checks hold it back: 1 warning without a reason." in refused

    given = words_of(give_reason(editor, page))
    assert "The reason is kept." in given
    assert "Reason: “A name of a game.” (editor," in given
    assert editor.post(edit_url(page), form).status_code == 302
    assert is_published(page, summary=LONG)


def test_the_panel_is_read_anew_without_forms(editor) -> None:
    page = long_summary(editor)
    words = words_of(editor.get(f"{checks_url(page)}?panel"))

    assert "A sentence of 24 words" in words
    assert f'href="{checks_url(page)}#' in words
    # It is put into the form of the module, which must hold no other form.
    assert "<form" not in words
    assert "<html" not in words


def test_a_reason_falls_away_when_its_text_changes(editor) -> None:
    page = long_summary(editor)
    give_reason(editor, page)
    assert gate.standing(page).may_go_out

    # A change elsewhere leaves it; a change of the text does not, nor another band.
    page.talk_card = "Ask me, please."
    assert gate.standing(page).may_go_out
    page.summary = f"{LONG} Really."
    assert not gate.standing(page).may_go_out
    page.summary = LONG
    assert gate.standing(page).may_go_out
    page.band = "8-10"
    assert not gate.standing(page).may_go_out


def test_the_command_shows_reasons(editor) -> None:
    page = long_summary(editor)
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("lint_modules", strict=True, stdout=out)
    assert "1 modules, 0 errors, 1 warnings." in out.getvalue()

    give_reason(editor, page)
    out = StringIO()
    call_command("lint_modules", strict=True, stdout=out)
    assert "accepted reading.sentence: Summary" in out.getvalue()
    assert "Reason (editor): A name of a game." in out.getvalue()
    assert "1 modules, 0 errors, 0 warnings, 1 with a reason." in out.getvalue()


def test_a_reason_can_be_taken_back_and_the_history_knows(editor) -> None:
    page = long_summary(editor)
    give_reason(editor, page)
    mark = Reason.objects.get().mark
    response = editor.post(checks_url(page), {"take-back": mark}, follow=True)

    assert "The warning is open again." in words_of(response)
    assert not gate.standing(page).may_go_out
    history = words_of(
        editor.get(reverse("wagtailadmin_pages:history", args=[page.pk]))
    )
    assert "Accepted a warning: Summary:" in history
    assert "A name of a game." in history
    assert "Opened a warning again: Summary:" in history


def test_a_reason_says_something(editor) -> None:
    page = long_summary(editor)
    assert "Write a sentence that" in words_of(give_reason(editor, page, words="ok"))
    assert "Write why it may stay" in words_of(give_reason(editor, page, words=""))
    assert not Reason.objects.exists()


def test_a_reason_that_comes_too_late_is_not_lost(editor) -> None:
    page = long_summary(editor)
    data = {"mark": "0" * 64, "words": "We asked the children."}
    words = words_of(editor.post(checks_url(page), data, follow=True))

    assert "its text has changed" in words
    assert "You wrote: “We asked the children.”" in words


def test_no_reason_lets_an_error_stand(editor) -> None:
    page = draft_of(factories.module(), editor.user, talk_card="")
    assert "or its text has changed" in words_of(give_reason(editor, page))
    assert not gate.standing(page).may_go_out


def test_only_who_may_edit_gives_reasons(client, django_user_model) -> None:
    page = draft_of(factories.module(), None, summary=LONG)
    user = django_user_model.objects.create_user("reader", password="reader")
    group = Group.objects.get(name="Moderators")
    group.page_permissions.all().delete()
    user.groups.add(group)
    client.force_login(user)
    (one,) = gate.judge(page)
    client.post(checks_url(page), {"mark": one.mark, "words": "A good reason."})

    assert not Reason.objects.exists()


# Other ways of publishing


def test_bulk_publishing_does_not_get_round_it(editor, commits) -> None:
    good = draft_of(
        factories.module(slug="a", key="a", title="A"), editor.user, title="A2"
    )
    bad = draft_of(factories.module(), editor.user, talk_card="", title="Calm")
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    with commits():
        response = editor.post(f"{url}?id={good.pk}&id={bad.pk}", follow=True)

    assert "“Calm” was not published." in words_of(response)
    assert NO_CARD in words_of(response)
    assert response.redirect_chain == [(checks_url(bad), 302)]
    assert is_published(bad, title="Storm")
    assert is_published(good, title="A")


def workflow(page: ModulePage) -> None:
    task = GroupApprovalTask.objects.create(name="Review")
    task.groups.add(Group.objects.get(name="Moderators"))
    flow = Workflow.objects.create(name="Review")
    WorkflowTask.objects.create(workflow=flow, task=task, sort_order=0)
    flow.start(page, page.owner)


@pytest.mark.parametrize("is_dialog", [False, True])
def test_a_workflow_does_not_get_round_it(editor, is_dialog: bool) -> None:
    page = draft_of(factories.module(), editor.user, talk_card="")
    workflow(page)
    state = page.current_workflow_task_state
    url = reverse(
        "wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]
    )
    head = {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"} if is_dialog else {}
    response = editor.post(url, {"comment": ""}, **head)

    if is_dialog:
        assert response.json() == {"step": "success", "redirect": checks_url(page)}
    else:
        assert response.url == checks_url(page)
    assert is_published(page, talk_card="Ask me about shells.")
    assert page.current_workflow_state.status == "in_progress"


def test_whoever_sends_a_module_back_need_not_mend_it(editor) -> None:
    page = draft_of(factories.module(), editor.user, talk_card="")
    workflow(page)
    form = module_form("action-workflow-action", talk_card="")
    form |= {"workflow-action-name": "reject"}
    assert editor.post(edit_url(page), form).status_code == 302
    assert page.current_workflow_state.status == "needs_changes"


def test_a_schedule_does_not_get_round_it(editor) -> None:
    page = draft_of(factories.module(), editor.user, title="Due")
    other = draft_of(
        factories.module(slug="b", key="b", title="B"), editor.user, title="B2"
    )
    past = timezone.now() - timedelta(minutes=1)
    for module in (page, other):
        revision = module.get_latest_revision()
        if module is page:
            revision.content["talk_card"] = ""
        revision.approved_go_live_at = past
        revision.save()
    call_command("publish_scheduled")

    # The one that may not is put off and says so; the other goes out all the same.
    assert is_published(page, title="Storm")
    assert is_published(other, title="B2")
    entry = registry.get_logs_for_instance(page).first()
    assert entry.action == gate.HELD_BACK
    assert NO_CARD in entry.comment
    assert page.get_latest_revision().approved_go_live_at is None


def test_a_translation_does_not_get_round_it(editor, commits) -> None:
    factories.translated_site()
    page = factories.module()
    with commits():
        factories.translate_module(page)
    target = page.get_translation(factories.locale("ar"))
    version = Publication.objects.current().get(locale="ar").version
    StringTranslation.objects.filter(context__path="talk_card").update(data="ذنبك أنت.")

    with commits():
        response = editor.post(edit_url(target), {"action": "publish"}, follow=True)

    assert "ذنبك" in response.content.decode()
    assert Publication.objects.current().get(locale="ar").version == version
    # Nor is it in the row that a rebuild would compile.
    assert "ذنبك" not in ModulePage.objects.get(pk=target.pk).talk_card


def test_a_programme_answers_for_what_it_publishes() -> None:
    page = factories.module(talk_card="")
    assert page.live
