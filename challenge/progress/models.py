"""What learners did (attempts), how far they are (progress), how all did (tallies).

Attempts are written and read through ``store`` and ``tallies`` alone. No table here has a
foreign key to a learner: nothing joins across learners in the write path, and a learner is
erased by number (``challenge.learners.services.forget``).
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

ID_LENGTH = 64


class Phase(models.TextChoices):
    """When an item was answered."""

    PRACTICE = "practice", _("Practice")
    PRE = "pre", _("Before")
    POST = "post", _("After")
    REVIEW = "review", _("Review")


class State(models.TextChoices):
    """How far a learner is in a module."""

    STARTED = "started", _("Started")
    FINISHED = "finished", _("Finished")


class Attempt(models.Model):
    """One response to one item, graded; never changed, gone after 30 days.

    ``seq`` is the order of receipt by the server, which roll-ups follow. ``uid`` comes from
    the id that the device made (see ``ids``), unique for its learner. The learner comes first
    in the one index, so that a learner's attempts are found, and erased, without a scan.
    """

    seq = models.BigAutoField(primary_key=True)
    uid = models.UUIDField()
    learner_id = models.BigIntegerField()
    module = models.CharField(max_length=ID_LENGTH)
    version = models.CharField(max_length=ID_LENGTH)
    item = models.CharField(max_length=ID_LENGTH)
    phase = models.CharField(max_length=8, choices=Phase.choices)
    response = models.JSONField()
    numerator = models.PositiveIntegerField()
    denominator = models.PositiveIntegerField()
    day = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["learner_id", "uid"], name="learner_attempt_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.item} ({self.phase})"


class Progress(models.Model):
    """How far one learner is in one module.

    ``marks`` maps the id of each step that is done to null, or to the best score so far in
    thousandths where the step is a question. ``versions`` lists the versions played.
    ``state`` and ``stars`` follow from the two (see ``marks``), and never fall. The days on
    which it was finished and reviewed say when it is due again (see ``spacing``).
    ``checks`` has what was answered in the check, by phase (see ``checks``), and
    ``daily_answers`` how often each question was answered on ``updated_on``.
    """

    learner_id = models.BigIntegerField()
    module = models.CharField(max_length=ID_LENGTH)
    marks = models.JSONField(default=dict)
    versions = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=State.choices, default=State.STARTED)
    stars = models.PositiveSmallIntegerField(default=0)
    checks = models.JSONField(default=dict)
    daily_answers = models.JSONField(default=dict)
    updated_on = models.DateField()
    finished_on = models.DateField(null=True)
    reviewed_on = models.DateField(null=True)
    reviewed_again_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["learner_id", "module"], name="progress_per_module"
            )
        ]

    def __str__(self) -> str:
        return f"{self.module}: {self.state}"


class Tally(models.Model):
    """How often an item was answered, in all and by answer; nobody's in particular.

    ``answer`` is "" for the item as a whole, else one entry of the kind's ``picks()``.
    ``score`` adds up thousandths. The ``folded`` columns hold the part whose attempts are
    gone, so that the rest can be counted again from the attempts.
    """

    module = models.CharField(max_length=ID_LENGTH)
    version = models.CharField(max_length=ID_LENGTH)
    item = models.CharField(max_length=ID_LENGTH)
    phase = models.CharField(max_length=8, choices=Phase.choices)
    answer = models.CharField(max_length=2 * ID_LENGTH + 1, blank=True)
    n = models.BigIntegerField(default=0)
    score = models.BigIntegerField(default=0)
    folded_n = models.BigIntegerField(default=0)
    folded_score = models.BigIntegerField(default=0)

    class Meta:
        verbose_name_plural = _("tallies")
        constraints = [
            models.UniqueConstraint(
                fields=["module", "version", "item", "phase", "answer"],
                name="tally_per_answer",
            )
        ]

    def __str__(self) -> str:
        return f"{self.item} ({self.phase}) {self.answer}: {self.n}"


class Watermark(models.Model):
    """How far a roll-up has come: the ``seq`` of the last attempt it has counted."""

    name = models.CharField(max_length=32, primary_key=True)
    seq = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name}: {self.seq}"
