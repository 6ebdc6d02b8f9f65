"""Who plays: a random number, two digests and three choices. Nothing else is known."""

import uuid

from django.db import models
from django.db.models import Q

from challenge.days.clock import today
from cms.choices import Band


class Learner(models.Model):
    """An anonymous player.

    ``id`` never leaves the server; ``uid`` is what clients see. ``token_digest`` and
    ``recovery_digest`` are HMACs of secrets that only the device and the card hold.
    ``seen_on`` is the last day of use, for the retention rule.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    token_digest = models.CharField(max_length=64)
    recovery_digest = models.CharField(max_length=64, blank=True, default="")
    band = models.CharField(max_length=8, choices=Band, blank=True, default="")
    locale = models.CharField(max_length=12)
    avatar = models.CharField(max_length=24, blank=True, default="")
    created_on = models.DateField(default=today)
    seen_on = models.DateField(default=today, db_index=True)

    # What REST framework's permissions ask of whoever a request comes from.
    is_authenticated = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["token_digest"], name="learner_token_digest_unique"
            ),
            models.UniqueConstraint(
                fields=["recovery_digest"],
                condition=~Q(recovery_digest=""),
                name="learner_recovery_digest_unique",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)
