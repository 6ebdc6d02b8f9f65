"""How a service says no, so that a form and the API can say why."""

from django.utils.functional import Promise


class Refused(ValueError):  # noqa: N818 -- it is an answer, not a fault
    """What was asked for cannot be done; nothing was changed.

    ``code`` is for programs, ``message`` for people, ``field`` names what was wrong.
    """

    def __init__(self, code: str, message: str | Promise, field: str) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.field = field
