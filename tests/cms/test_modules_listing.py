"""The list of all modules in the admin."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wagtail.models import Task, Workflow, WorkflowPage, WorkflowTask

import pytest

from cms.choices import Track
from cms.pages.module import ModulePage
from tests import factories

pytestmark = pytest.mark.django_db
URL = "/admin/modules/"


def another(number: int, **more) -> ModulePage:
    fields = {
        "title": f"Module {number}",
        "slug": f"m-{number}",
        "key": f"t4-1113-m{number}",
    }
    return factories.module(**(fields | more))


def page_of(editor, **query: str) -> str:
    response = editor.get(URL, query)
    assert response.status_code == 200
    return response.content.decode()


def test_it_says_what_tells_modules_apart(editor) -> None:
    factories.module(sensitivity=2)

    shown = page_of(editor)

    for words in ("Storm", "Children", "11–13 years", "Friends and contact", "English"):
        assert words in shown


@pytest.mark.parametrize(
    ("query", "is_shown"),
    [
        ({"track": "children"}, True),
        ({"track": "parents"}, False),
        ({"band": "11-13"}, True),
        ({"band": "5-7"}, False),
        ({"topic": "t4"}, True),
        ({"topic": "t5"}, False),
        ({"locale": "en"}, True),
        ({"locale": "ar"}, False),
        ({"sensitivity": "2"}, True),
        ({"sensitivity": "0"}, False),
        ({"review": "none"}, True),
        ({"review": "review"}, False),
        ({"live": "true"}, True),
        ({"live": "false"}, False),
        ({"drafts": "yes"}, False),
        ({"fresh": "stale"}, False),
        ({"q": "t4-1113-storm"}, True),
        ({"q": "storm", "track": "children", "review": "none"}, True),
        ({"q": "storm", "track": "parents"}, False),
        ({"q": "calm"}, False),
    ],
)
def test_it_can_be_narrowed(editor, query, is_shown) -> None:
    factories.module(sensitivity=2)
    factories.track(Track.PARENTS)

    assert ("t4-1113-storm" in csv_of(editor, **query)) is is_shown


def csv_of(editor, **query: str) -> str:
    response = editor.get(URL, query | {"export": "csv"})
    return b"".join(response.streaming_content).decode()


def test_stale_modules_are_those_not_reviewed_for_a_year(editor) -> None:
    old = factories.module()
    ModulePage.objects.filter(pk=old.pk).update(
        first_published_at=timezone.now() - timedelta(days=400)
    )
    another(1)

    exported = csv_of(editor, fresh="stale")

    assert "t4-1113-storm" in exported
    assert "t4-1113-m1" not in exported


def test_it_names_the_step_of_the_review_that_a_module_waits_in(editor) -> None:
    module = factories.module()
    workflow = Workflow.objects.create(name="Ours")
    task = Task.objects.create(name="Safeguarding look")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=module)
    workflow.start(module, editor.user)

    assert "Safeguarding look" in page_of(editor, review="review")
    assert "t4-1113-storm" not in csv_of(editor, review="none")


@pytest.mark.parametrize(
    "column",
    [
        "title",
        "track_key",
        "band",
        "topic",
        "locale__language_code",
        "reviewed_at",
        "last_published_at",
        "sensitivity",
        "live",
    ],
)
def test_it_can_be_ordered_by_every_heading(editor, column) -> None:
    factories.module()
    another(1, band="14-17", topic="t5", sensitivity=1)

    for ordering in (column, f"-{column}"):
        assert "Storm" in page_of(editor, ordering=ordering)
        assert "Storm" in page_of(editor, ordering=ordering, q="storm")


def test_the_export_has_a_row_for_each_module(editor) -> None:
    factories.module()
    another(1)

    lines = csv_of(editor).strip().splitlines()

    assert lines[0].startswith("Title,Key,Track,Age band,Topic,Language")
    assert len(lines) == 3


def queries_of(editor) -> int:
    """Count what the list asks, without the two questions a row of Localize's menu."""
    with CaptureQueriesContext(connection) as asked:
        page_of(editor)
    menu = ("wagtail_localize_", 'SELECT 1 AS "a" FROM "wagtailcore_locale"')
    return sum(not any(part in one["sql"] for part in menu) for one in asked)


def test_more_modules_cost_no_more_queries(editor) -> None:
    for number in range(2):
        another(number)
    page_of(editor)
    few = queries_of(editor)

    for number in range(2, 8):
        another(number)

    assert queries_of(editor) == few
