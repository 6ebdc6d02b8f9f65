"""The demo site goes out, comes in elsewhere, and goes out again: the same content."""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.contrib.contenttypes.models import ContentType

from wagtail.models import Page, Site
from wagtail_localize.models import StringSegment, StringTranslation, Translation

import pytest

from cms.entries.models import Entry
from cms.models import (
    Helpline,
    ModulePage,
    PackedContent,
    Picture,
    Publication,
    TrackPage,
)
from cms.packs import exporting, services
from cms.packs.planning import Status
from quizzes.models import Quiz
from tests import snapshots as database
from tests.conftest import load_sample


def parts(data: bytes) -> dict[str, bytes]:
    """Return the files of a pack without what tells when and by whom it was made."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    del files["signature.json"]
    manifest = json.loads(files.pop("manifest.json"))
    del manifest["created"]
    return files | {"manifest.json": json.dumps(manifest, indent=1).encode()}


@pytest.fixture(scope="module")
def moved(
    django_db_setup: None,
    django_db_blocker: Any,
    snapshots: Path,
) -> Iterator[dict[str, Any]]:
    """The demo exported, everything removed, the pack imported: what was and what is."""
    empty = snapshots / "empty"
    with django_db_blocker.unblock():
        database.restore(empty, lambda: None)
        database.restore(snapshots / "sample", load_sample)
        first = exporting.export("site").data
        was = {"strings": translated(), "players": published(), "counts": counts()}
        database.load(empty)
        assert counts()[ModulePage] == 0
        yield was | {"first": first, "rows": services.import_pack(first, [])}
        database.load(empty)


def counts() -> dict[type, int]:
    models = (ModulePage, TrackPage, Quiz, Helpline)
    return {model: model.objects.count() for model in models}


def published() -> set[tuple[str, str]]:
    current = Publication.objects.filter(is_current=True)
    return set(current.values_list("module_key", "locale"))


def translated() -> set[tuple[str, str, str]]:
    """Return what is translated of all that packs carry: not of the programme's entries."""
    carried = StringTranslation.objects.exclude(
        context__object__content_type__in=ContentType.objects.get_for_models(
            *Entry.__subclasses__()
        ).values()
    )
    return set(carried.values_list("context__path", "translation_of__data", "data"))


@pytest.fixture(autouse=True)
def _database(moved: dict, db: None) -> None:
    """Each test sees what was moved, and leaves it so."""


def test_a_second_export_holds_the_same_bytes(moved: dict):
    first, again = parts(moved["first"]), parts(exporting.export("site").data)

    assert first.keys() == again.keys()
    assert {name for name in first if first[name] != again[name]} == set()


def test_all_of_it_is_there(moved: dict):
    assert counts() == moved["counts"]
    assert {row["action"] for row in moved["rows"]} == {"created"}
    assert Site.objects.get(is_default_site=True).root_page.specific.title
    assert not Picture.objects.filter(file_hash="").exists()
    assert Page.find_problems() == ([], [], [], [], [])


def test_players_get_every_module_in_both_languages(moved: dict):
    assert len(published()) > 10
    assert published() == moved["players"]


def test_translators_find_their_work_linked(moved: dict):
    assert translated() == moved["strings"]
    page = ModulePage.objects.filter(locale__language_code="en").first()
    translation = Translation.objects.get(source__object=page.translation_key)
    assert translation.enabled
    segments = StringSegment.objects.filter(source=translation.source)
    assert segments.exists()
    assert not (
        segments.annotate_translation(translation.target_locale)
        .filter(translation__isnull=True)
        .exists()
    )


def test_importing_twice_changes_nothing(moved: dict):
    revisions = list(Page.objects.order_by("pk").values_list("pk", "latest_revision"))

    rows = services.import_pack(moved["first"], [])

    assert rows == []
    assert revisions == list(
        Page.objects.order_by("pk").values_list("pk", "latest_revision")
    )
    plan = services.examine(moved["first"]).plan
    assert {item.status for item in plan.items} == {Status.SAME}
    assert PackedContent.objects.count() == len(plan.items)
