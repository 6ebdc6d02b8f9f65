"""``manage.py create_demo_users``."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError

from challenge.accounts.models import User
from cms.editorial import roles, services

# For the local demo, shown on screen: everybody's is "reef-" and their name.
PASSWORD = "reef-{name}"  # noqa: S105
EDITOR_PASSWORD = PASSWORD.format(name="editor")
EDUCATOR_PASSWORD = PASSWORD.format(name="educator")
# The parts that a log-in plays, with the country where there is one.
PLAYERS: dict[str, list[tuple[str, str]]] = {
    "editor": [(roles.Key.EDITORS, "")],
    "safeguarding": [(roles.Key.SAFEGUARDING, "")],
    "translator": [(roles.Key.TRANSLATORS, "")],
    "focal-bh": [(roles.Key.FOCAL, ""), (roles.Key.FOCAL, "BH")],
    "manager": [(roles.Key.MANAGERS, "")],
}


class Command(BaseCommand):
    """Create the log-ins of the local demo, again and again the same."""

    help = (
        "Create the demo's log-ins: an editor, a safeguarding lead, a translator, a "
        "focal point, a manager and an educator (refused unless settings.DEMO)."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Create them and print how to sign in; raise ``CommandError`` outside a demo."""
        if not settings.DEMO:
            raise CommandError(
                "Demo users have well-known passwords and are for the local demo only"
                " (settings.DEMO is False). Use `createsuperuser` instead."
            )
        services.install()
        for name, parts in PLAYERS.items():
            _user(name, [roles.group_of(key, country) for key, country in parts])
        _user("educator", [Group.objects.get_or_create(name="Educators")[0]])
        if options["verbosity"]:
            names = [*PLAYERS, "educator"]
            self.stdout.write(
                "Log-ins of this local demo, never made in production: "
                + ", ".join(f"{name} / {PASSWORD.format(name=name)}" for name in names)
            )


def _user(name: str, groups: list[Group | None]) -> None:
    user, _ = User.objects.get_or_create(
        username=name, defaults={"email": f"{name}@example.org"}
    )
    password = PASSWORD.format(name=name)
    if not user.check_password(password):
        user.set_password(password)
        user.save()
    user.groups.set(group for group in groups if group)
