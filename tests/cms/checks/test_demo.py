"""The demo keeps the rules that it shows, and the command says so."""

from io import StringIO

from django.core.management import call_command

import pytest

from cms.checks.findings import Level
from cms.checks.lint import lint_revision
from cms.checks.models import Reason
from cms.pages.module import ModulePage
from tests import factories


@pytest.fixture(autouse=True)
def _database(demo_site: None, db: None) -> None:
    """Have the demo in the database of each test."""


def run(*args: str) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("lint_modules", *args, stdout=out)
    except SystemExit as stop:
        return int(stop.code or 0), out.getvalue()
    return 0, out.getvalue()


def test_the_command_prints_each_module_s_findings() -> None:
    code, out = run()
    assert code == 0
    assert "0 errors" in out

    code, out = run("--locale", "ar", "--key", "t12-0507-hand")
    assert code == 0
    assert out.endswith("1 modules, 0 errors, 0 warnings, 1 with a reason.\n")
    assert "t12-0507-hand [ar]" in out
    assert "reading.screen" in out

    assert "أطفال هذه الفئة" in out
    assert run("--key", "t12-0507-hand", "--strict")[0] == 0
    Reason.objects.all().delete()
    assert run("--key", "t12-0507-hand", "--strict")[0] == 1


def test_the_command_leaves_with_1_on_errors_of_the_last_draft() -> None:
    page = ModulePage.objects.get(key="t5-0810-hooks", locale__language_code="en")
    page.talk_card = ""
    revision = page.save_revision()

    assert [f.rule for f in lint_revision(revision) if f.level == Level.ERROR] == [
        "page.talk-card"
    ]
    code, out = run("--key", page.key)
    assert code == 1
    assert "error page.talk-card: Talk card" in out


def test_an_alias_is_checked_with_its_page() -> None:
    page = ModulePage.objects.get(key="t5-0810-hooks", locale=factories.locale("en"))
    page.create_alias(update_slug="again")
    assert run("--key", page.key, "--locale", "en")[1].startswith(page.key)
    assert "1 modules" in run("--key", page.key, "--locale", "en")[1]
