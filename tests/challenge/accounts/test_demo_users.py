from io import StringIO

from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from wagtail.models import Page

import pytest

from challenge.management.commands.create_demo_users import (
    EDITOR_PASSWORD,
    EDUCATOR_PASSWORD,
)
from challenge.models import User
from tests.challenge.accounts.conftest import sign_in


@pytest.fixture
def demo(db, settings):
    settings.DEMO = True
    out = StringIO()
    call_command("create_demo_users", stdout=out)
    return out.getvalue()


def test_demo_users_can_sign_in_and_are_told(demo, client):
    assert EDITOR_PASSWORD in demo
    assert EDUCATOR_PASSWORD in demo
    for name, password in (
        ("editor", EDITOR_PASSWORD),
        ("educator", EDUCATOR_PASSWORD),
    ):
        sign_in(client, name, password)
        assert client.get("/en/signed-in/").context["user"].username == name
        client.post("/en/accounts/logout/")


def test_asking_twice_changes_nothing(demo):
    before = User.objects.values_list("password", flat=True)
    before = list(before)
    call_command("create_demo_users", stdout=StringIO())
    assert list(User.objects.values_list("password", flat=True)) == before


def test_demo_users_are_refused_outside_a_demo(db, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="local demo only"):
        call_command("create_demo_users")
    assert not User.objects.exists()


def test_the_editor_may_write_and_publish_everywhere(demo):
    editor = User.objects.get(username="editor")
    assert not editor.is_superuser
    assert editor.has_perm("wagtailadmin.access_admin")
    assert editor.has_perms(
        ["quizzes.change_quiz", "quizzes.publish_quiz", "cms.change_helpline"]
    )
    may = Page.get_first_root_node().permissions_for_user(editor)
    assert may.can_add_subpage()
    assert may.can_publish_subpage()


def test_the_educator_may_not_enter_the_admin(demo):
    educator = User.objects.get(username="educator")
    assert not educator.has_perm("wagtailadmin.access_admin")
    assert not educator.is_staff


def test_an_e_mail_address_belongs_to_one_person(db):
    User.objects.create_user("one", email="mariam@example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("two", email="Mariam@example.org")
    User.objects.create_user("three")
    User.objects.create_user("four")
