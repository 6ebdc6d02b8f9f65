"""Keys of this site that the operator has not set: made once, and kept beside the data."""

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from django.conf import settings


def kept(name: str, make: Callable[[], str]) -> str:
    """Return what the file ``name`` in DATA_DIR holds; on first use write what ``make`` gives.

    The file is readable by its owner only. Of several processes that come first at once one
    makes the key, and none reads half of it.
    """
    path = Path(settings.DATA_DIR) / name
    if not path.exists():
        # A temporary file is its owner's alone from the first moment.
        descriptor, draft = tempfile.mkstemp(prefix=f".{name}", dir=path.parent)
        with os.fdopen(descriptor, "w") as file:
            file.write(make())
        with suppress(FileExistsError):
            os.link(draft, path)
        os.unlink(draft)
    return path.read_text()
