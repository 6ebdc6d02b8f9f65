"""What a pack would do, and what it did, grouped as editors read it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wagtail.coreutils import get_content_languages

from cms.packs.planning import Plan, Status


@dataclass
class Row:
    """One thing in a table; ``choice`` is the form's field that decides a conflict."""

    title: str
    kind: str
    language: str
    note: str = ""
    lines: list[str] = field(default_factory=list)
    choice: Any = None


@dataclass
class Group:
    """The things of which the same can be said; an ``open`` one is shown at once."""

    name: str
    label: str | Promise
    help: str | Promise
    rows: list[Row]
    open: bool = True


HELP: dict[Status, str | Promise] = {
    Status.CONFLICT: _(
        "These are different here and in the pack, and the pack cannot know why. What is "
        "here is kept unless you choose otherwise."
    ),
    Status.CHANGED: _("Nobody changed these here since the last import."),
    Status.NEW: _("These are not here yet."),
    Status.LEFT_OUT: _("These cannot be imported here; the rest can."),
    Status.SAME: _("Nothing happens to these."),
}
ACTIONS: dict[str, str | Promise] = {
    "created": _("Made"),
    "updated": _("Changed"),
    "draft": _("Kept as drafts"),
    "kept": _("Kept as they were here"),
    "left-out": _("Left out"),
}


def plan_groups(plan: Plan | None, form: Any) -> list[Group]:
    """Return the things of a plan by what would become of them, conflicts first."""
    if plan is None:
        return []
    choices = (
        {item.uid: form[name] for name, item in form.conflicts.items()} if form else {}
    )
    languages = get_content_languages()
    groups = []
    for status, help_text in HELP.items():
        rows = [
            Row(
                title=item.content.title,
                kind=str(item.kind.label),
                language=languages.get(item.record.locale, item.record.locale),
                note=item.why,
                lines=item.changes if status != Status.LEFT_OUT else [],
                choice=choices.get(item.uid),
            )
            for item in plan.of(status)
        ]
        if rows:
            groups.append(
                Group(
                    status.value, status.label, help_text, rows, status != Status.SAME
                )
            )
    return groups


def done_groups(done: Iterable[dict[str, str]]) -> list[Group]:
    """Return what was done, by what it was."""
    languages = get_content_languages()
    groups: dict[str, Group] = {}
    for action, label in ACTIONS.items():
        rows = [
            Row(
                title=each["title"],
                kind=each["kind"],
                language=languages.get(each["locale"], each["locale"]),
                note=each["note"],
            )
            for each in done
            if each["action"] == action
        ]
        if rows:
            groups[action] = Group(action, label, "", rows)
    return list(groups.values())
