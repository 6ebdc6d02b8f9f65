"""Ground rules that make a lesson a safe space, to read aloud before it begins.

They are our own words, after what guidance on teaching about safeguarding has in common:
distance by a story, the right to pass, no promise of secrecy, and where there is help.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

GENERAL: tuple[Promise, ...] = (
    _("We talk about the people in the story, not about ourselves or each other."),
    _("Anyone may pass, at any time, and need not say why."),
    _("One speaks, the others listen. Nobody laughs at an answer or a question."),
    _("Whoever wants to tell something of their own tells an adult, after the lesson."),
    _(
        "Nobody here can promise to keep a secret when somebody needs help: then we bring"
        " in those who can give it."
    ),
    _("There is help: the red and white buoy at the top, and people you can tell."),
)
# What is agreed beside these before a module that may touch what a child lives through.
SENSITIVE: tuple[Promise, ...] = (
    _("We name nobody, and we show no messages or pictures of our own."),
    _(
        "Whoever would rather not take part does the other task, in sight, without a reason."
    ),
    _("It is never the fault of the person to whom it was done."),
    _("We do not act out what hurts, and we look for no examples online."),
    _("When it gets too much, one sign is enough, and we stop for a moment."),
)
