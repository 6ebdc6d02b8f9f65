"""What the background work remembers, whichever process of whichever host does it."""

from django.db import models


class Upkeep(models.Model):
    """Who does the background work, and how far it has come; one row.

    ``holder`` names the process whose turn it is until ``held_until``. ``measured_on`` and
    ``swept_on`` are the counted days for which that work was done last. ``held_back`` is how
    many rows the last sweep left because they were more than its share.
    """

    holder = models.CharField(max_length=36, blank=True, default="")
    held_until = models.DateTimeField(null=True)
    measured_on = models.DateField(null=True)
    swept_on = models.DateField(null=True)
    held_back = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name_plural = "upkeep"

    def __str__(self) -> str:
        return f"swept on {self.swept_on}"


class JobState(models.Model):
    """How one job of the background work got on.

    ``failures`` counts the failed runs since the last that succeeded. ``error`` names the
    kind of the last error and the line that raised it, and nothing of its message, which may
    repeat what a child sent.
    """

    name = models.CharField(max_length=40, primary_key=True)
    ran_at = models.DateTimeField(null=True)
    succeeded_at = models.DateTimeField(null=True)
    seconds = models.FloatField(default=0)
    failures = models.PositiveIntegerField(default=0)
    failed_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, blank=True, default="")

    def __str__(self) -> str:
        return self.name
