"""How a service says no, so that a form and the API can say why."""

import errno

from django.db import InterfaceError, OperationalError
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


NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}


def is_unavailable(error: BaseException) -> bool:
    """Return whether the database or the disk, and not the request, is at fault.

    Nothing was stored then, and the same request may succeed later.
    """
    if isinstance(error, OSError):
        return error.errno in NO_ROOM
    return isinstance(error, InterfaceError | OperationalError)
