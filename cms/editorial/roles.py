"""Which groups there are and what each may do; set up once, then the operators' own.

``docs/operators/people.md`` has the same as a table for people.
"""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType

from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
)

from cms.publish_rights.models import Role

Key = Role.Key

# The sections of the programme, written and reviewed as modules are.
ENTRIES = ("cms.casestudy", "cms.event", "cms.guideline")

ENTER = "wagtailadmin.access_admin"
REPORT = "cms.view_review"
# How modules and quizzes are doing; the app that has the figures is another one.
FIGURES = "challenge.view_tally"
PICTURES = ("wagtailimages.add_image", "wagtailimages.choose_image")
SOUNDS = ("wagtaildocs.add_document", "wagtaildocs.choose_document")


def _all(*models: str, actions: str = "add change delete view") -> list[str]:
    return [
        f"{app}.{action}_{model}"
        for app, model in (label.split(".") for label in models)
        for action in actions.split()
    ]


MAY: dict[str, list[str]] = {
    Key.EDITORS: [
        ENTER,
        REPORT,
        FIGURES,
        *_all("quizzes.quiz", "cms.helpline", "cms.glossaryterm"),
        *_all("quizzes.quiz", *ENTRIES, actions="publish lock unlock"),
        *_all(*ENTRIES),
        "cms.add_packimport",
        "cms.export_packimport",
        "wagtail_localize.submit_translation",
    ],
    Key.SAFEGUARDING: [
        ENTER,
        REPORT,
        *_all("quizzes.quiz", *ENTRIES, actions="change view publish lock unlock"),
        *_all("cms.helpline", actions="add change view"),
        *_all("cms.listedphrase"),
        FIGURES,
    ],
    Key.TRANSLATORS: [
        ENTER,
        REPORT,
        *_all("quizzes.quiz", "cms.glossaryterm", *ENTRIES, actions="change view"),
        "wagtail_localize.submit_translation",
    ],
    Key.FOCAL: [ENTER, *_all("cms.helpline")],
    Key.MANAGERS: [ENTER, REPORT, FIGURES],
}
# On all pages; and on pictures and sounds of all collections.
ON_PAGES: dict[str, list[str]] = {
    Key.EDITORS: ["add", "change", "publish", "lock", "unlock"],
    Key.SAFEGUARDING: ["change", "publish", "lock", "unlock"],
}
ON_FILES: dict[str, Iterable[str]] = {
    Key.EDITORS: [*PICTURES, "wagtailimages.change_image", *SOUNDS],
    Key.SAFEGUARDING: [*PICTURES, *SOUNDS],
    Key.FOCAL: PICTURES,
}


def install() -> None:
    """Make the groups, and give each what it was not given before."""
    for key in Key:
        role = role_for(key)
        _grant(role, MAY[key])
        for root in Page.get_root_nodes():
            _grant_on_page(role, root, ON_PAGES.get(key, []))
        for root in Collection.get_root_nodes():
            _grant_on_files(role, root, ON_FILES.get(key, []))


def not_done_before(labels: Iterable[str]) -> list[str]:
    """Return the steps of the set-up that were never done, and note them as done."""
    return _new(role_for(Key.EDITORS), labels)


def role_for(key: str, country: str = "") -> Role:
    """Return a part; its group is made, or found by its name, the first time only."""
    role = Role.objects.filter(key=key, country=country).first()
    if role is None:
        name = f"{_name(key)}: {country}" if country else _name(key)
        group, _created = Group.objects.get_or_create(name=name)
        role = Role.objects.create(key=key, country=country, group=group)
    return role


def group_of(key: str, country: str = "") -> Group | None:
    """Return the group that plays a part; None if an operator has deleted it."""
    return role_for(key, country).group


def plays(user: Any, key: str) -> bool:
    """Return whether an active user plays a part."""
    return user.is_active and user.groups.filter(role__key=key).exists()


def open_translated_pages(page: Page) -> None:
    """Let translators change the pages under a home page in another language."""
    if page.locale.language_code != settings.LANGUAGE_CODE:
        _grant_on_page(role_for(Key.TRANSLATORS), page, ["change"])


def open_country_page(page: Any) -> None:
    """Let the focal points of a country change its page, and see no other."""
    _grant_on_page(role_for(Key.FOCAL, page.country), page, ["change"])


def permission(label: str) -> Permission | None:
    """Return a permission by its label, such as "cms.change_helpline".

    It is made if Django has not made it yet, as happens while a database is set up; None
    if there is no such model in this installation.
    """
    app, codename = label.split(".")
    if label in CUSTOM:
        model = apps.get_model(CUSTOM[label])
    else:
        try:
            model = apps.get_model(app, codename.partition("_")[2])
        except LookupError:
            return None
    content_type = ContentType.objects.get_for_model(model)
    called = dict(model._meta.permissions)
    return Permission.objects.get_or_create(
        content_type=content_type,
        codename=codename,
        defaults={
            "name": called.get(codename, f"Can {codename.replace('_', ' ')}"),
        },
    )[0]


# Permissions that are not called after their model.
CUSTOM = {
    "cms.export_packimport": "cms.PackImport",
    ENTER: "wagtailadmin.Admin",
    "wagtail_localize.submit_translation": "wagtail_localize.Translation",
}


def _name(key: str) -> str:
    # Group names are data: the same whatever language the command runs in.
    return {
        Key.EDITORS: "Editors",
        Key.SAFEGUARDING: "Safeguarding leads",
        Key.TRANSLATORS: "Translators",
        Key.FOCAL: "Country focal points",
        Key.MANAGERS: "Programme managers",
    }[Key(key)]


def _new(role: Role, labels: Iterable[str]) -> list[str]:
    """Return the labels that the part was not given before, and note them."""
    if role.group is None:
        return []
    new = [label for label in labels if label not in role.granted]
    if new:
        role.granted = [*role.granted, *new]
        role.save(update_fields=["granted"])
    return new


def _grant(role: Role, labels: Iterable[str]) -> None:
    there_are = {label: permission(label) for label in labels}
    for label in _new(role, [label for label, found in there_are.items() if found]):
        role.group.permissions.add(there_are[label])  # type: ignore[union-attr,arg-type]


def _grant_on_page(role: Role, page: Page, actions: Iterable[str]) -> None:
    for label in _new(role, [f"page {page.pk}: {action}" for action in actions]):
        GroupPagePermission.objects.get_or_create(
            group=role.group,
            page_id=page.pk,
            permission=permission(f"wagtailcore.{label.rsplit(' ', 1)[1]}_page"),
        )


def _grant_on_files(role: Role, collection: Collection, labels: Iterable[str]) -> None:
    for label in _new(role, [f"files {collection.pk}: {label}" for label in labels]):
        GroupCollectionPermission.objects.get_or_create(
            group=role.group,
            collection=collection,
            permission=permission(label.rsplit(" ", 1)[1]),
        )
