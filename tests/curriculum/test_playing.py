"""The modules that ship with the site, as they are loaded, linted, served and played."""

import uuid
from collections.abc import Iterator
from io import StringIO
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import models
from django.db.models.functions import Length

import pytest

from cms.checks.gate import judge, standing
from cms.pages.module import ModulePage
from cms.publications.answer_keys import answer_keys
from cms.publications.models import Publication
from quizzes import kinds
from tests.api_document import validator

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("curriculum"),
    pytest.mark.any_database,
]


def test_everything_fits_in_the_columns_of_postgresql() -> None:
    """SQLite takes words of any length, PostgreSQL refuses those that are too long."""
    too_long = [
        str(field)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_concrete_fields
        if isinstance(field, models.CharField | models.FileField)
        and field.max_length
        and model._base_manager.alias(signs=Length(field.attname))
        .filter(signs__gt=field.max_length)
        .exists()
    ]
    assert too_long == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_module_has_an_error_and_each_warning_has_its_reason(language: str) -> None:
    pages = ModulePage.objects.filter(locale__language_code=language)
    assert pages
    held = [
        f"{page.key} {one.finding.rule} {one.finding.place}: {one.finding.message}"
        for page in pages
        for one in judge(page)
        if one.holds_back
    ]
    assert held == []
    assert all(standing(page).may_go_out for page in pages)


def test_every_module_is_finished_with_three_stars(new_device) -> None:
    publications = Publication.objects.current().without_bytes()
    assert {publication.locale for publication in publications} == {"en", "ar"}
    keys = answer_keys(publication.version for publication in publications)
    for publication in publications:
        device, key = new_device(), keys[publication.version]
        answer = device.answer(*perfect_attempts(publication, key))
        outcomes = {result["outcome"] for result in answer["results"]}
        for phase in filter(key.forms.get, key.forms):
            form = {"module": publication.module_key, "version": publication.version}
            told = device.hand_in(form | {"phase": phase})
            assert [one["item"] for one in told["results"]] == [*key.forms[phase]]
            outcomes |= {result["outcome"] for result in told["results"]}
        # A check is told of with its form; what is not graded is only “answered”.
        assert outcomes - {"answered", None} == {"correct"}
        done = device.finish(
            *(
                {
                    "module": publication.module_key,
                    "version": publication.version,
                    "step": step,
                }
                for step in key.steps
            )
        )
        assert done["progress"][0] | {"steps_done": []} == {
            "module": publication.module_key,
            "state": "finished",
            "stars": 3,
            "pearls": 1,
            "reviews": 0,
            "steps_done": [],
        }
        assert set(done["progress"][0]["steps_done"]) == set(key.steps)


def perfect_attempts(publication: Publication, key: Any) -> Iterator[dict[str, Any]]:
    phases = {item: phase for phase, form in key.forms.items() for item in form}
    for item, entry in key.items.items():
        yield {
            "id": str(uuid.uuid4()),
            "module": publication.module_key,
            "version": publication.version,
            "item": item,
            "phase": phases.get(item, "practice"),
            "response": kinds.get(entry.kind).perfect(entry.key),
        }


def test_the_document_tells_what_there_is() -> None:
    told = StringIO()
    call_command("coverage", stdout=told)

    assert told.getvalue() == (settings.BASE_DIR / "docs" / "curriculum.md").read_text()


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_every_module_is_served_and_printed_as_described(
    document, client, locale
) -> None:
    summaries = client.get("/api/v1/modules/", {"locale": locale}).json()
    assert {summary["locale"] for summary in summaries} == {locale}
    for summary in summaries:
        answer = client.get(f"/api/v1/modules/{summary['key']}/", {"locale": locale})
        validator(document, "Module").validate(answer.json())
        assert client.get(summary["url"]).status_code == 200
        assert client.get(f"{summary['url']}print/").status_code == 200
