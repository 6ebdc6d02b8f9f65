"""What the history of a module says about the checks."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail.log_actions import LogActionRegistry, LogFormatter

from cms.checks.gate import HELD_BACK
from cms.checks.reasons import GIVEN, TAKEN_BACK


class ReasonFormatter(LogFormatter):
    """A reason for a warning that was given."""

    label = _("Reason for a warning")

    def format_message(self, log_entry: Any) -> str:
        """Say which warning it was."""
        return gettext("Accepted a warning: %(place)s: %(message)s") % log_entry.data

    def format_comment(self, log_entry: Any) -> str:
        """Return the reason itself."""
        return log_entry.data.get("words", "")


class TakenBackFormatter(ReasonFormatter):
    """A reason for a warning that was taken back."""

    label = _("Reason for a warning taken back")

    def format_message(self, log_entry: Any) -> str:
        """Say which warning it was."""
        return (
            gettext("Opened a warning again: %(place)s: %(message)s") % log_entry.data
        )


class HeldBackFormatter(LogFormatter):
    """A scheduled draft that the checks held back."""

    label = _("Held back by the checks")

    def format_message(self, log_entry: Any) -> str:
        """Say that it is not published."""
        return gettext("Not published as scheduled")

    def format_comment(self, log_entry: Any) -> str:
        """Return why."""
        return " ".join(log_entry.data.get("lines", []))


def register(actions: LogActionRegistry) -> None:
    """Name what the history can hold."""
    actions.register_action(GIVEN)(ReasonFormatter)
    actions.register_action(TAKEN_BACK)(TakenBackFormatter)
    actions.register_action(HELD_BACK)(HeldBackFormatter)
