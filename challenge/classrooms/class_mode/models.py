"""A question that a class answers together, and what its seats chose."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from challenge.learners.models import today
from challenge.progress.models import ID_LENGTH


class Stage(models.TextChoices):
    """Where a round is; it only ever moves on, in this order.

    A stage that could be gone back to would let a class be counted before and after one
    child has chosen.
    """

    SEE = "see", _("See")
    CHOOSE = "choose", _("Choose")
    SPREAD = "spread", _("How we chose")
    TALK = "talk", _("Talk")
    CHOOSE_AGAIN = "choose_again", _("Choose again")
    CLOSE = "close", _("What we think now")


class Turn(models.IntegerChoices):
    """The two times that a class chooses: before it has talked, and after."""

    FIRST = 1, _("Before we talked")
    SECOND = 2, _("After we talked")


# The turn in which each stage takes choices; in the others nobody chooses.
OPEN_TURNS = {Stage.CHOOSE: Turn.FIRST, Stage.CHOOSE_AGAIN: Turn.SECOND}


class Round(models.Model):
    """One question of an assigned module, asked of a whole class.

    ``version`` and ``item`` name the question as it was published when the round began.
    Where there are no devices the class answers with hands or cards (``by_hand``), and the
    educator types how many for each option: ``hands`` is ``{turn: {option id: count}}``.
    With devices it is how many had chosen each option when the turn was over: what is shown
    stands still then, whoever leaves the class afterwards.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    classroom = models.ForeignKey(
        "challenge.Classroom", on_delete=models.CASCADE, related_name="rounds"
    )
    module = models.CharField(max_length=ID_LENGTH)
    version = models.CharField(max_length=ID_LENGTH)
    item = models.CharField(max_length=ID_LENGTH)
    stage = models.CharField(max_length=12, choices=Stage, default=Stage.SEE)
    by_hand = models.BooleanField(default=False)
    hands = models.JSONField(default=dict)
    day = models.DateField(default=today, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["classroom"],
                condition=~Q(stage=Stage.CLOSE),
                name="round_one_open_per_class",
            )
        ]

    def __str__(self) -> str:
        return f"{self.item} ({self.stage})"

    @property
    def open_turn(self) -> Turn | None:
        """Return the turn in which choices are taken now, or None."""
        return OPEN_TURNS.get(Stage(self.stage))

    @property
    def is_closed(self) -> bool:
        """Return whether the round is over."""
        return self.stage == Stage.CLOSE


class Vote(models.Model):
    """What a seat chose in one turn of a round; there is one, whatever the network does."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="votes")
    seat = models.ForeignKey(
        "challenge.Seat", on_delete=models.CASCADE, related_name="votes"
    )
    turn = models.PositiveSmallIntegerField(choices=Turn)
    choice = models.CharField(max_length=ID_LENGTH)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "seat", "turn"], name="vote_once_per_turn"
            )
        ]

    def __str__(self) -> str:
        return f"{self.choice} ({self.turn})"
