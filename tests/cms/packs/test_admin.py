"""The pages of the admin: what editors see of packs, and who may do what."""

import re
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

import pytest

from cms.models import ModulePage, PackImport
from tests import factories
from tests.cms.packs import packing

pytestmark = pytest.mark.django_db
MODULE = "module:t4-1113-storm:en"
INDEX = reverse("cms_packs:index")


def upload(client: Client, data: bytes, name: str = "reef.zip") -> Any:
    file = SimpleUploadedFile(name, data, "application/zip")
    return client.post(reverse("cms_packs:upload"), {"file": file}, follow=True)


def confirm(client: Client, **decisions: str) -> Any:
    pack = PackImport.objects.latest("created_at")
    return client.post(
        reverse("cms_packs:import", args=[pack.pk]), decisions, follow=True
    )


def signed_in(*codenames: str) -> Client:
    """Return the client of somebody with these rights."""
    user = get_user_model().objects.create_user("helper", email="h@example.org")
    user.user_permissions.set(
        Permission.objects.filter(codename__in=("access_admin", *codenames))
    )
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def data(editor: Client) -> bytes:
    """A pack of the site that was imported here, so that nothing of it is in doubt."""
    factories.module(quiz=factories.quiz())
    made = packing.site_pack()
    upload(editor, made)
    confirm(editor)
    return made


def test_an_export_is_a_file_that_can_be_imported(editor, data):
    page = editor.get(INDEX)
    assert "Storm (t4-1113-storm)" in page.content.decode()

    answer = editor.post(reverse("cms_packs:export"), {"what": "module:t4-1113-storm"})

    assert answer["Content-Type"] == "application/zip"
    assert "pack-module-t4-1113-storm-" in answer["Content-Disposition"]
    ModulePage.objects.all().delete()
    page = upload(editor, answer.content)
    assert "Deleted here since the last import." in page.content.decode()


def test_what_cannot_be_exported_is_told_at_the_field(editor, data, settings):
    settings.PACK_MAX_BYTES = 10

    page = editor.post(reverse("cms_packs:export"), {"what": "site"})

    assert "which no site takes" in page.content.decode()
    page = editor.post(reverse("cms_packs:export"), {"what": "module:no"})
    assert page.status_code == 200


def test_the_differences_are_shown_before_anything_is_written(editor, data):
    newer = packing.edited(data, MODULE, _second_edition)

    page = upload(editor, newer).content.decode()

    assert "Signed by this site" in page
    assert "Changed (1)" in page
    assert "Title: “Storm” → “Calm”" in page
    assert "Steps: 1 changed, 1 removed" in page
    assert ModulePage.objects.get().title == "Storm"

    page = confirm(editor).content.decode()
    assert "The pack is imported." in page
    assert ModulePage.objects.get().title == "Calm"
    assert PackImport.objects.latest("created_at").data == b""


def _second_edition(record: dict[str, Any]) -> None:
    record["fields"]["title"] = "Calm"
    record["fields"]["steps"][0]["value"]["title"] = "Read this"
    del record["fields"]["steps"][2]


def test_a_conflict_is_decided_by_the_editor(editor, data):
    page = ModulePage.objects.get()
    page.title = "Ours"
    page.save_revision().publish()
    newer = packing.titled(data, MODULE, "Theirs")

    shown = upload(editor, newer).content.decode()
    assert "Conflict (1)" in shown
    assert "Keep what is here" in shown
    assert "What shall become of “Storm”?" in shown
    # The choices stand outside the form, so each must name it.
    choices = re.findall(r'<input type="radio" name="conflict-0"[^>]*>', shown)
    assert len(choices) == 2
    assert all('form="packs-decide"' in choice for choice in choices)
    assert "Kept as they were here" in confirm(editor).content.decode()
    assert ModulePage.objects.get().title == "Ours"

    upload(editor, newer)
    confirm(editor, **{"conflict-0": "theirs"})
    assert ModulePage.objects.get().title == "Theirs"


def test_the_same_again_says_that_nothing_was_changed(editor, data):
    assert "Same (" in upload(editor, data).content.decode()
    assert "nothing was changed" in confirm(editor).content.decode()


def test_a_bad_pack_is_told_and_cannot_be_imported(editor, data):
    page = upload(editor, data[:500]).content.decode()

    assert "The zip file is broken." in page
    assert "Import this pack" not in page
    assert "cannot be imported" in confirm(editor).content.decode()


def test_a_pack_of_a_stranger_needs_the_tick(editor, data):
    unsigned = packing.zipped(
        packing.unpack(packing.titled(data, MODULE, "Calm")), sign=False
    )

    page = upload(editor, unsigned).content.decode()
    assert "Not signed" in page
    page = confirm(editor).content.decode()
    assert "Tick this, or do not import the file." in page
    assert ModulePage.objects.get().title == "Storm"

    confirm(editor, trust="on")
    assert ModulePage.objects.get().title == "Calm"


def test_a_pack_of_a_stranger_needs_the_right_to_vouch(editor, data):
    client = signed_in("add_packimport")
    unsigned = packing.zipped(packing.unpack(data), sign=False)

    page = upload(client, unsigned).content.decode()

    assert "You may not vouch for it" in page
    assert "Import this pack" not in page
    page = confirm(client, trust="on").content.decode()
    assert "This pack cannot be imported." in page
    assert PackImport.objects.latest("created_at").state == "waiting"


def test_a_change_between_the_look_and_the_word_is_a_conflict_that_is_kept(
    editor, data
):
    upload(editor, packing.titled(data, MODULE, "Theirs"))
    page = ModulePage.objects.get()
    page.title = "Just now"
    page.save_revision().publish()

    confirm(editor)

    assert ModulePage.objects.get().title == "Just now"


def test_a_file_can_be_thrown_away(editor, data):
    upload(editor, data)
    pack = PackImport.objects.latest("created_at")

    page = editor.post(reverse("cms_packs:discard", args=[pack.pk]), follow=True)

    assert "thrown away" in page.content.decode()
    assert not PackImport.objects.filter(pk=pack.pk).exists()


def test_a_fault_while_writing_is_reported(editor, data, monkeypatch):
    monkeypatch.setattr(ModulePage, "save_revision", _fail)
    upload(editor, packing.titled(data, MODULE, "Calm"))

    page = confirm(editor).content.decode()

    assert "The pack was not imported. Nothing was written." in page
    assert "The import failed" in page


def _fail(self: ModulePage, **kwargs: Any) -> None:
    raise RuntimeError("no disk")


def test_a_waiting_page_is_told_how_far_it_is(editor, data):
    upload(editor, data)
    pack = PackImport.objects.latest("created_at")
    pack.state, pack.progress = PackImport.State.RUNNING, 40
    pack.save()

    page = editor.get(reverse("cms_packs:import", args=[pack.pk])).content.decode()
    assert 'value="40"' in page
    answer = editor.get(reverse("cms_packs:progress", args=[pack.pk]))
    assert answer.json() == {"percent": 40, "over": False}
    # A second click, or going back, begins nothing again.
    confirm(editor)
    pack.refresh_from_db()
    assert pack.finished_at is None


def test_only_who_sent_a_file_sees_it(editor, data):
    upload(editor, data)
    pack = PackImport.objects.latest("created_at")

    client = signed_in("add_packimport")

    for name in ("import", "progress"):
        url = reverse(f"cms_packs:{name}", args=[pack.pk])
        assert client.get(url, follow=True).status_code == 404


@pytest.mark.parametrize(
    ("codename", "may_export", "may_import"),
    [
        ("add_packimport", False, True),
        ("export_packimport", True, False),
        ("change_packimport", False, False),
    ],
)
def test_who_may(codename: str, may_export: bool, may_import: bool):
    factories.module()
    client = signed_in(codename)

    index = client.get(INDEX)
    exported = client.post(reverse("cms_packs:export"), {"what": "site"})
    sent = client.post(
        reverse("cms_packs:upload"), {"file": SimpleUploadedFile("a.zip", b"x")}
    )

    assert (exported.status_code == 200) == may_export
    assert PackImport.objects.exists() == may_import
    assert sent.status_code == 302
    in_menu = INDEX in client.get(reverse("wagtailadmin_home")).content.decode()
    assert in_menu == (may_export or may_import)
    assert (index.status_code == 200) == in_menu
    if in_menu:
        assert ("What to export" in index.content.decode()) == may_export
        assert ("Look at the pack" in index.content.decode()) == may_import


def test_the_rights_can_be_given_to_groups(editor):
    page = editor.get(reverse("wagtailusers_groups:add")).content.decode()

    assert "Can export packs, with the answers of checks" in page
