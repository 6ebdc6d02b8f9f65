"""A migration that a site may have run already stays as it is."""

import pytest

from tests.project import migrations


def test_no_migration_was_edited_renamed_or_deleted():
    now = migrations.migrations()
    changed = [
        path for path, digest in migrations.frozen().items() if now.get(path) != digest
    ]

    assert not changed, (
        f"{', '.join(changed)}: a site may have run these already. Restore them and"
        " correct the mistake with a new migration (docs/developers/testing.md)."
    )


def test_every_migration_is_frozen():
    missing = sorted(migrations.migrations().keys() - migrations.frozen().keys())

    assert not missing, (
        f"{', '.join(missing)}: run `make freeze` to add these to"
        " tests/project/migrations.sha256, and commit the list with them."
    )


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A repository with one frozen migration."""
    monkeypatch.setattr(migrations, "ROOT", tmp_path)
    monkeypatch.setattr(migrations, "LIST", tmp_path / "list")
    (tmp_path / "app/migrations").mkdir(parents=True)
    (tmp_path / "app/migrations/0001_first.py").write_text("one")
    migrations.freeze()
    return tmp_path


def test_freezing_adds_what_is_new_and_blesses_no_edit(checkout):
    (checkout / "app/migrations/0001_first.py").write_text("edited")
    (checkout / "app/migrations/0002_second.py").write_text("two")
    before = migrations.frozen()

    assert migrations.freeze() == ["app/migrations/0002_second.py"]
    assert migrations.frozen().items() > before.items()
    with pytest.raises(AssertionError, match="0001_first.py: a site may have run"):
        test_no_migration_was_edited_renamed_or_deleted()


def test_a_new_migration_fails_with_the_command_that_adds_it(checkout):
    (checkout / "app/migrations/0002_second.py").write_text("two")

    with pytest.raises(AssertionError, match="0002_second.py: run `make freeze`"):
        test_every_migration_is_frozen()
