"""The days that the server has seen pass, which is what every term of keeping is counted in."""

from django.db import models


class CountedDay(models.Model):
    """A date that was counted; 24 hours or more passed between one and the next.

    What is kept for so many days goes when so many counted days have followed its own.
    """

    day = models.DateField(primary_key=True)

    def __str__(self) -> str:
        return self.day.isoformat()


class DayCount(models.Model):
    """How far the counting of days has come; one row.

    ``seconds`` is how much time the server has seen pass since the last counted day,
    ``boot`` and ``uptime`` the last reading of the clock that nobody can set (see
    ``uptime``). ``unsure_on`` is the first date of a clock that is not believed yet and
    ``unsure_seconds`` what ``seconds`` were then. ``jumped_from`` is the last counted day
    before a jump ahead that was believed, as long as it may turn out to be wrong.
    """

    boot = models.CharField(max_length=64, blank=True, default="")
    uptime = models.FloatField(default=0)
    seconds = models.FloatField(default=0)
    unsure_on = models.DateField(null=True)
    unsure_seconds = models.FloatField(default=0)
    jumped_from = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.seconds:.0f} s"
