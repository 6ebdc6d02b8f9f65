"""People who sign in to the admin, each with the part that they play."""

from typing import Any

from django.contrib.auth import get_user_model
from django.test import Client

from cms.editorial import roles

PARTS: dict[str, list[tuple[str, str]]] = {
    "editor": [(roles.Key.EDITORS, "")],
    "lead": [(roles.Key.SAFEGUARDING, "")],
    "translator": [(roles.Key.TRANSLATORS, "")],
    "focal": [(roles.Key.FOCAL, ""), (roles.Key.FOCAL, "BH")],
    "manager": [(roles.Key.MANAGERS, "")],
    "admin": [],
}


def person(part: str, name: str = "") -> Any:
    """Return somebody who plays a part, made when first asked for; "admin" may do all."""
    users = get_user_model().objects
    name = name or part
    if found := users.filter(username=name).first():
        return found
    user = users.create_user(
        name,
        email=f"{name}@example.org",
        password=name,
        is_superuser=part == "admin",
    )
    user.groups.set(roles.group_of(key, country) for key, country in PARTS[part])
    return user


def client(part: str, name: str = "") -> Client:
    """Return a browser in which somebody who plays a part is signed in."""
    signed_in = Client()
    signed_in.force_login(person(part, name))
    return signed_in
