"""Why a launch goes no further: what a person is told, and a code for the operator.

The code is on the page and in no log: a log would tell who came from where.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Reason:
    """A page that says no: its status, its heading and what to do."""

    status: int
    title: str | Promise
    words: str | Promise


NOT_A_LAUNCH = (
    _("This address is not for typing"),
    _("A learning platform opens it. Go back to your course, and open the link there."),
)
UNSURE = (
    _("This launch could not be confirmed"),
    _(
        "Go back to your course, and open the link once more. Links of this kind work once"
        " and for ten minutes. If it happens again, tell whoever runs the platform the code"
        " below."
    ),
)
UNKNOWN = (
    _("We do not know this learning platform"),
    _(
        "Whoever runs this site has not registered it, or with another ID. Tell them the"
        " code below."
    ),
)
NO_DEEP_LINK = (
    _("Nothing can be added this way"),
    _("The learning platform asked for something that this site does not have."),
)

REASONS = {
    "not_posted": Reason(405, *NOT_A_LAUNCH),
    "platform_error": Reason(403, *UNSURE),
    "incomplete": Reason(400, *NOT_A_LAUNCH),
    "too_large": Reason(413, *NOT_A_LAUNCH),
    "not_a_form": Reason(415, *NOT_A_LAUNCH),
    "unknown_platform": Reason(403, *UNKNOWN),
    "unknown_deployment": Reason(403, *UNKNOWN),
    "bad_state": Reason(403, *UNSURE),
    "foreign_state": Reason(403, *UNSURE),
    "bad_token": Reason(403, *UNSURE),
    "bad_key": Reason(403, *UNSURE),
    "wrong_audience": Reason(403, *UNSURE),
    "expired": Reason(403, *UNSURE),
    "used_before": Reason(403, *UNSURE),
    "bad_message": Reason(400, *UNSURE),
    "keys_unreachable": Reason(
        503,
        _("The learning platform does not answer"),
        _(
            "We could not read its keys just now. Wait a minute, then open the link again."
        ),
    ),
    "too_many": Reason(
        429,
        _("Too many at once"),
        _("Many launches came from this place. Wait a few seconds, then try again."),
    ),
    # No 404: Django takes one at an address without a language for a language left out.
    "no_target": Reason(
        400,
        _("This link leads to nothing we know"),
        _("The class or module that it names was never here. Add the link anew."),
    ),
    "no_class": Reason(
        410,
        _("This class is not here"),
        _("It has been deleted. You can play on without a class."),
    ),
    "not_your_class": Reason(
        404,
        _("This is none of your classes"),
        _("It has been deleted, or it belongs to another educator."),
    ),
    "class_over": Reason(
        410,
        _("This class has ended"),
        _("Its last day is over. You can play on without a class."),
    ),
    "class_closed": Reason(
        403,
        _("The class is not open just now"),
        _(
            "Your teacher opens it for joining. If you have joined on this device before,"
            " just play on."
        ),
    ),
    "no_module": Reason(
        410,
        _("This module is not here"),
        _("It is not published, or not any more. There are others."),
    ),
    "not_an_educator": Reason(
        403,
        _("Only teachers add links"),
        _("The learning platform says that you are no teacher in this course."),
    ),
    "no_links_taken": Reason(400, *NO_DEEP_LINK),
    "bad_return": Reason(400, *NO_DEEP_LINK),
    "stale": Reason(
        400,
        _("This took too long"),
        _("Close this window, and choose the link anew in your course."),
    ),
    "nothing_picked": Reason(
        409,
        _("Nothing is chosen yet"),
        _("Choose a class or a module in the other window first."),
    ),
}


class LaunchRefused(Exception):  # noqa: N818 -- it is an answer, not a fault
    """What a platform, or somebody in its name, sent goes no further.

    ``code`` is one of REASONS; ``wait`` the seconds after which it may work, if it is that.
    """

    def __init__(self, code: str, wait: float = 0.0) -> None:
        super().__init__(code)
        self.code = code
        self.wait = wait

    @property
    def reason(self) -> Reason:
        """Return what to tell."""
        return REASONS[self.code]
