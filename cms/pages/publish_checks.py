"""What those who check modules say of one; they are asked by hooks, as by a quiz.

``module_refusal`` takes a module as it is in memory and returns why it cannot go out.
``module_guard`` takes the module as a revision holds it, the revision, the user and
``log_action`` as Wagtail's ``publish`` has it; it returns False to put a scheduled revision
off, and raises where somebody publishes by hand. ``module_checks`` takes a module and the
user, and returns what ``cms/checks/panel.html`` shows.
"""

from typing import Any

from wagtail import hooks
from wagtail.models import Page, Revision


def refusal(page: Page) -> list[str]:
    """Return why a module cannot go out, a line each; [] if it can."""
    return [line for ask in hooks.get_hooks("module_refusal") for line in ask(page)]


def may_go_out(revision: Revision, user: Any, log_action: bool | str) -> bool:
    """Return whether a revision of a module may be published now."""
    draft = revision.as_object()
    return all(
        guard(draft, revision, user, log_action)
        for guard in hooks.get_hooks("module_guard")
    )


def checks_shown(page: Page, user: Any) -> Any:
    """Return what the form of a module shows of the checks; None where nobody checks."""
    for show in hooks.get_hooks("module_checks"):
        return show(page, user)
    return None
