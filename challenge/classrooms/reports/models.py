"""What the answers of a class add up to, and what of it has been told."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from challenge.classrooms.models import Classroom
from challenge.progress.models import ID_LENGTH, Phase

PART_LENGTH = ID_LENGTH + 16


class FirstAnswer(models.Model):
    """That a learner's first answer to an item was counted in a class; not what it was.

    Each learner counts once an item and phase, so that five answers are those of five.
    ``seq`` is that of the attempt, which is asked what to take back when the learner is
    erased; None once the attempt is gone, when the count is nobody's any more.
    """

    classroom = models.ForeignKey(
        Classroom, on_delete=models.CASCADE, related_name="first_answers"
    )
    learner_id = models.BigIntegerField()
    module = models.CharField(max_length=ID_LENGTH)
    item = models.CharField(max_length=ID_LENGTH)
    phase = models.CharField(max_length=8, choices=Phase.choices)
    seq = models.BigIntegerField(null=True, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["learner_id", "module", "item", "phase"],
                name="first_answer_counts_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.item} ({self.phase})"


class ClassTally(models.Model):
    """How many learners of a class answered an item first, in all and by answer.

    As ``Tally``, but of first answers: ``n`` counts learners. Of a sensitive module there
    is no count by answer, and of an item that tells of who answers it no score.
    """

    classroom = models.ForeignKey(
        Classroom, on_delete=models.CASCADE, related_name="tallies"
    )
    module = models.CharField(max_length=ID_LENGTH)
    version = models.CharField(max_length=ID_LENGTH)
    item = models.CharField(max_length=ID_LENGTH)
    phase = models.CharField(max_length=8, choices=Phase.choices)
    answer = models.CharField(max_length=2 * ID_LENGTH + 1, blank=True)
    n = models.BigIntegerField(default=0)
    score = models.BigIntegerField(default=0)

    class Meta:
        verbose_name_plural = _("tallies of classes")
        constraints = [
            models.UniqueConstraint(
                fields=["classroom", "module", "version", "item", "phase", "answer"],
                name="class_tally_per_answer",
            )
        ]

    def __str__(self) -> str:
        return f"{self.item} ({self.phase}) {self.answer}: {self.n}"


class Told(models.Model):
    """What an educator was told of a part of a module; it stands until it may be renewed.

    ``part`` names an item, a check or how far the class came (see ``telling``). ``counts``
    holds what may be seen and ``hidden`` the names of what may not, but never its count.
    All of it is blurred (see ``blurring``). ``asked`` is how many there were when it was
    last considered, ``batches`` how often it was; ``is_final`` tells that a child of the
    class has gone since.
    """

    classroom = models.ForeignKey(
        Classroom, on_delete=models.CASCADE, related_name="told"
    )
    module = models.CharField(max_length=ID_LENGTH)
    part = models.CharField(max_length=PART_LENGTH)
    counts = models.JSONField(default=dict)
    hidden = models.JSONField(default=list)
    asked = models.PositiveIntegerField(default=0)
    is_final = models.BooleanField(default=False)
    batches = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name_plural = _("told")
        constraints = [
            models.UniqueConstraint(
                fields=["classroom", "module", "part"], name="told_once_per_part"
            )
        ]

    def __str__(self) -> str:
        return f"{self.module}: {self.part}"
