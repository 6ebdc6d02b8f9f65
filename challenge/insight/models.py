"""What is counted over learners once a day, and tells of none of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from challenge.progress.models import ID_LENGTH, Phase


class Measured(models.TextChoices):
    """What a measure counts: learners of a module, or first answers to its items."""

    STARTED = "started", _("Started")
    FINISHED = "finished", _("Finished")
    REACHED = "reached", _("Reached this step")
    GAIN = "gain", _("Answered before and after")
    ITEM = "item", _("First answers")


class Measure(models.Model):
    """A sum over learners, of one version of a module; nobody's in particular.

    ``item`` is a step's or an item's id, or "". ``phase`` and ``answer`` are set for items,
    as in a tally. ``n`` counts learners. The sums are in thousandths, and their products in
    millionths: ``x`` of the item's score (of the check before, for the gain), ``r`` of the
    mean score in the other items of the same sitting (of the check after).
    """

    what = models.CharField(max_length=8, choices=Measured.choices)
    module = models.CharField(max_length=ID_LENGTH)
    version = models.CharField(max_length=ID_LENGTH)
    item = models.CharField(max_length=ID_LENGTH, blank=True)
    phase = models.CharField(max_length=8, choices=Phase.choices, blank=True)
    answer = models.CharField(max_length=2 * ID_LENGTH + 1, blank=True)
    n = models.BigIntegerField(default=0)
    x = models.BigIntegerField(default=0)
    xx = models.BigIntegerField(default=0)
    r = models.BigIntegerField(default=0)
    rr = models.BigIntegerField(default=0)
    xr = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["module", "version", "what", "item", "phase", "answer"],
                name="measure_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.module}: {self.what} {self.item} {self.answer}: {self.n}"
