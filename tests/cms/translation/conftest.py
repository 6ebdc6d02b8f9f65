from collections.abc import Iterator

from django.contrib.auth.models import Group, Permission
from django.test import Client

from wagtail.models import GroupPagePermission, Page

import pytest

from cms import languages


@pytest.fixture(autouse=True)
def _languages_of_the_test(db: None) -> Iterator[None]:
    """Leave other tests the languages that there were."""
    before = languages.offered()
    yield
    languages.forget()
    languages._offered.put("", before)


@pytest.fixture
def translators(db: None) -> Group:
    """The group with the rights that translating needs: no publishing, no settings."""
    group = Group.objects.create(name="Translators of the test")
    for codename in ("access_admin", "submit_translation", "change_quiz"):
        group.permissions.add(Permission.objects.get(codename=codename))
    root = Page.get_first_root_node()
    permission = Permission.objects.get(
        codename="change_page", content_type__app_label="wagtailcore"
    )
    GroupPagePermission.objects.create(group=group, page=root, permission=permission)
    return group


@pytest.fixture
def translator(translators: Group, django_user_model: type) -> Client:
    """A client that is signed in as a translator."""
    user = django_user_model.objects.create_user("translator", password="x")
    user.groups.add(translators)
    client = Client()
    client.force_login(user)
    client.user = user
    return client
