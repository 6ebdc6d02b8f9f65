"""The authors' guide inside the admin."""

from pathlib import Path

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client

import pytest

from cms.guide import reading
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def newcomer() -> Client:
    """Somebody who may sign in to the admin, and nothing else yet."""
    user = get_user_model().objects.create_user(username="new", password="new")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty guide to write into."""
    for name in ("editors", "pictures"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr(reading, "PAGES", tmp_path / "editors")
    monkeypatch.setattr(reading, "PICTURES", tmp_path / "pictures")
    return tmp_path


def test_every_page_of_the_guide_opens_with_its_menu(newcomer) -> None:
    entries = reading.entries()

    assert entries[0].name == "first-module"
    for entry in entries:
        response = newcomer.get(entry.url)
        assert response.status_code == 200
        shown = response.content.decode()
        assert f'<h2 class="guide__title">{entry.title}</h2>' in shown
        assert all(f'href="{other.url}"' in shown for other in entries)


def test_pictures_and_links_of_the_guide_lead_somewhere(newcomer) -> None:
    for entry in reading.entries():
        body = str(reading.page_html(entry.name))
        assert "../pictures" not in body
        assert ".md" not in body.replace(".md</code>", "")
    picture = newcomer.get("/admin/guide/pictures/editors-chat.png")
    assert picture["Content-Type"] == "image/png"


def test_the_menu_s_help_leads_to_the_guide(newcomer) -> None:
    assert newcomer.get("/admin/guide/").url == "/admin/guide/first-module/"
    assert "/admin/guide/" in newcomer.get("/admin/").content.decode()


def test_whoever_is_not_signed_in_reads_no_guide() -> None:
    assert Client().get("/admin/guide/first-module/").status_code == 302


@pytest.mark.parametrize(
    "address",
    ["no-such-page/", "..%2Fchecks/", "pictures/..", "pictures/x.png"],
)
def test_what_is_not_of_the_guide_is_not_found(newcomer, address) -> None:
    assert newcomer.get(f"/admin/guide/{address}", follow=True).status_code == 404


def test_scripts_in_a_page_are_only_words(docs: Path) -> None:
    (docs / "editors" / "odd.md").write_text(
        "# Odd\n\n<script>alert(1)</script> <img src=x onerror=alert(1)>\n\n"
        "[run](javascript:alert(1)) [out](../../manage.py) [in](odd.md#part)\n\n"
        "![](../../secret.png)\n\n## Part\n"
    )

    body = str(reading.page_html("odd"))

    assert "<script" not in body
    assert "<img" not in body
    assert 'href="javascript' not in body
    assert "manage.py" not in body
    assert 'href="/admin/guide/odd/#part"' in body
    assert '<h2 id="part">' in body


@pytest.mark.parametrize(
    ("screen", "page"),
    [
        ("/admin/", "finding-your-way"),
        ("/admin/modules/", "finding-your-way"),
        ("/admin/snippets/cms/helpline/", "library"),
        ("/admin/snippets/cms/helpline/add/", "library"),
        ("/admin/snippets/quizzes/quiz/add/", "kinds"),
        ("/admin/questions/import/", "importing-questions"),
    ],
)
def test_every_screen_of_ours_has_a_link_to_its_page(editor, screen, page) -> None:
    shown = editor.get(screen, follow=True).content.decode()

    assert f'href="/admin/guide/{page}/"' in shown


def test_the_form_of_a_module_has_it_too(editor) -> None:
    module = factories.module()

    for address in (
        f"/admin/pages/{module.pk}/edit/",
        f"/admin/pages/add/cms/modulepage/{module.get_parent().pk}/",
    ):
        shown = editor.get(address).content.decode()
        assert 'class="guide-link"' in shown
        assert 'href="/admin/guide/first-module/"' in shown
    assert (
        'href="/admin/guide/checks/"'
        in editor.get(f"/admin/checks/{module.pk}/").content.decode()
    )
