"""Numbers of launches go when the launches would be too late anyway."""

import datetime

from challenge.lti.models import SpentNonce
from challenge.progress.turn import writing


def forget_nonces(before: datetime.date | None) -> None:
    """Delete the numbers of before a date; none if it is None."""
    if before is not None:
        with writing():
            SpentNonce.objects.filter(day__lt=before).delete()
