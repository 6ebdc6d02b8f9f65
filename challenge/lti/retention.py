"""Numbers of launches go when the launches would be too late anyway."""

import datetime

from challenge.lti.models import SpentNonce
from challenge.storage.write_lock import write_lock


def forget_nonces(before: datetime.date | None) -> None:
    """Delete the numbers of before a date; none if it is None."""
    if before is not None:
        with write_lock():
            SpentNonce.objects.filter(day__lt=before).delete()
