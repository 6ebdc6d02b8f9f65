"""``manage.py create_demo_users``."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand, CommandError

from wagtail.models import GroupPagePermission, Page

from challenge.accounts.models import User

EDITOR_PASSWORD = "reef-editor"  # noqa: S105 -- for the local demo, shown on screen
EDUCATOR_PASSWORD = "reef-educator"  # noqa: S105
PAGE_PERMISSIONS = (
    "add_page",
    "change_page",
    "publish_page",
    "lock_page",
    "unlock_page",
)
# Beside pages, what an editor writes: models by app label.
WRITTEN = {"quizzes": ("quiz",), "cms": ("helpline",)}


class Command(BaseCommand):
    """Create the log-ins of the local demo, again and again the same."""

    help = "Create the demo's editor and educator (refused unless settings.DEMO)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Create both and print how to sign in; raise ``CommandError`` outside a demo."""
        if not settings.DEMO:
            raise CommandError(
                "Demo users have well-known passwords and are for the local demo only"
                " (settings.DEMO is False). Use `createsuperuser` instead."
            )
        editors = Group.objects.get(name="Editors")
        moderators = Group.objects.get(name="Moderators")
        _let_write(editors)
        educators, _ = Group.objects.get_or_create(name="Educators")
        _user("editor", EDITOR_PASSWORD, [editors, moderators])
        _user("educator", EDUCATOR_PASSWORD, [educators])
        if options["verbosity"]:
            self.stdout.write(
                "Log-ins of this local demo, never made in production: "
                f"editor / {EDITOR_PASSWORD}, educator / {EDUCATOR_PASSWORD}"
            )


def _user(name: str, password: str, groups: list[Group]) -> None:
    user, _ = User.objects.get_or_create(
        username=name, defaults={"email": f"{name}@example.org"}
    )
    if not user.check_password(password):
        user.set_password(password)
        user.save()
    user.groups.set(groups)


def _let_write(editors: Group) -> None:
    """Give a group every page, and the snippets that pages draw on."""
    for page in Page.get_root_nodes():
        for codename in PAGE_PERMISSIONS:
            GroupPagePermission.objects.get_or_create(
                group=editors,
                page=page,
                permission=Permission.objects.get(
                    codename=codename, content_type__app_label="wagtailcore"
                ),
            )
    for app, models in WRITTEN.items():
        editors.permissions.add(
            *Permission.objects.filter(
                content_type__app_label=app, content_type__model__in=models
            )
        )
    editors.permissions.add(
        *Permission.objects.filter(
            content_type__app_label="wagtail_localize", codename="submit_translation"
        )
    )
