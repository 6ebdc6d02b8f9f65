"""Packs on the command line."""

from pathlib import Path

from django.core.management import CommandError, call_command

import pytest

from cms.models import ModulePage
from cms.packs import signing
from tests import factories
from tests.cms.packs import packing

pytestmark = pytest.mark.django_db
MODULE = "module:t4-1113-storm:en"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The file of a module that is not here."""
    factories.module()
    file = tmp_path / "storm.zip"
    call_command("export_pack", str(file), module="t4-1113-storm", verbosity=0)
    ModulePage.objects.get().delete()
    return file


def run(capsys: pytest.CaptureFixture, path: Path, *options: str) -> str:
    call_command("import_pack", str(path), *options)
    return capsys.readouterr().out


def test_a_dry_run_shows_and_writes_nothing(path, capsys):
    out = run(capsys, path, "--dry-run")

    assert f"New: {MODULE}" in out
    assert not ModulePage.objects.exists()


def test_the_answer_yes_imports(path, capsys, monkeypatch):
    monkeypatch.setattr("builtins.input", lambda _question: "n")
    assert "Nothing was imported." in run(capsys, path)
    assert not ModulePage.objects.exists()

    monkeypatch.setattr("builtins.input", lambda _question: "y")
    assert f"created: {MODULE}" in run(capsys, path)
    assert ModulePage.objects.get().live


def test_conflicts_keep_what_is_here(path, capsys):
    run(capsys, path, "--yes")
    page = ModulePage.objects.get()
    page.title = "Ours"
    page.save_revision().publish()

    assert f"kept: {MODULE}" in run(capsys, path, "--yes")
    assert ModulePage.objects.get().title == "Ours"
    assert f"updated: {MODULE}" in run(capsys, path, "--yes", "--theirs")
    assert ModulePage.objects.get().title == "Storm"


def test_strangers_need_trust(path, capsys):
    path.write_bytes(packing.zipped(packing.unpack(path.read_bytes()), sign=False))

    with pytest.raises(CommandError, match="Not signed"):
        run(capsys, path, "--yes")
    assert "created" in run(capsys, path, "--yes", "--trust")


def test_bad_files_are_told(tmp_path, capsys):
    with pytest.raises(CommandError, match="No such file"):
        run(capsys, tmp_path / "no.zip")
    (tmp_path / "bad.zip").write_bytes(b"bad")
    with pytest.raises(CommandError, match="broken"):
        run(capsys, tmp_path / "bad.zip", "--yes")


def test_nothing_to_export(tmp_path):
    with pytest.raises(CommandError, match="nothing here"):
        call_command("export_pack", str(tmp_path), module="no")


def test_a_folder_gets_a_file_with_a_name(tmp_path, capsys):
    factories.module()
    call_command("export_pack", str(tmp_path), track="children")
    assert [file.name[:20] for file in tmp_path.iterdir()] == ["pack-track-children-"]


def test_the_public_key_can_be_shown(capsys):
    call_command("export_pack", "--public-key")
    assert capsys.readouterr().out.strip() == signing.public_key()
