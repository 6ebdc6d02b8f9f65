"""What ships with the programme is whole in both languages and names its sources."""

from pathlib import Path

import pytest

from cms.demo import entries
from cms.demo.entries import MODELS, EntryLoader, entry_rows
from tests import factories

pytestmark = pytest.mark.django_db
FOLDER = Path(entries.__file__).parent / "programme"
ROWS = list(entry_rows(FOLDER))


def load() -> list[str]:
    loader = EntryLoader(factories.locale("en"), factories.locale("ar"))
    return [
        loader.load(model, fields, "secret", is_known=False)
        for _name, _digest, model, fields in ROWS
    ]


def test_every_entry_loads_in_both_languages_with_a_source() -> None:
    assert set(load()) == {"loaded"}

    for model in MODELS.values():
        for language in ("en", "ar"):
            shown = model.objects.shown(language)
            assert shown
            for entry in shown:
                assert entry.locale.language_code == language
                assert entry.sources
                assert all(text for _heading, text in entry.parts())


def test_loading_again_leaves_what_an_editor_has_changed(editor) -> None:
    load()
    _name, _digest, model, fields = ROWS[0]
    entry = model.objects.get(slug=fields["slug"], locale=factories.locale("en"))
    entry.title = "Changed"
    entry.save_revision(user=editor.user).publish()

    assert "changed by an editor" in load()[0]
    entry.refresh_from_db()
    assert entry.title == "Changed"


def test_pages_of_shipped_entries_can_be_read(client) -> None:
    factories.site()
    load()
    for language in ("en", "ar"):
        assert client.get(f"/{language}/programme/").status_code == 200
        for model in MODELS.values():
            for entry in model.objects.shown(language):
                section = model.section.replace("_", "-")
                url = f"/{language}/programme/{section}/{entry.slug}/"
                assert entry.title in client.get(url).content.decode()
