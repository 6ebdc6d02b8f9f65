"""What the calls of class mode take and give, for the OpenAPI document."""

from rest_framework import serializers

from challenge.classrooms.class_mode.models import Stage, Turn
from challenge.classrooms.models import MOST_SEATS
from challenge.fields import TextField, WholeField, YesNoField
from challenge.progress.models import ID_LENGTH
from cms.choices import Band
from quizzes.kinds import KINDS
from quizzes.pictures import PictureSerializer


class NewRoundSerializer(serializers.Serializer):
    """Which question to ask."""

    module = TextField(max_length=ID_LENGTH)
    item = TextField(max_length=ID_LENGTH)
    by_hand = YesNoField(
        default=False,
        help_text="True where the class answers with hands or cards, not with devices.",
    )


class RoundChangeSerializer(serializers.Serializer):
    """Where to move a round on to, or the hands that were up; one of the two or both."""

    stage = serializers.ChoiceField(choices=Stage.choices, required=False)
    hands = serializers.DictField(
        child=WholeField(min_value=0, max_value=MOST_SEATS),
        required=False,
        help_text="How many hands for each option id, in the turn that is open.",
    )


class ChoiceSerializer(serializers.Serializer):
    """What a seat chooses."""

    choice = TextField(max_length=ID_LENGTH)
    turn = WholeField(
        min_value=Turn.FIRST,
        max_value=Turn.SECOND,
        required=False,
        help_text="The turn that it was chosen in; it is refused in the other one.",
    )


class VoteSerializer(serializers.Serializer):
    """What was kept of a seat's choice."""

    turn = serializers.ChoiceField(choices=Turn.choices)
    choice = serializers.CharField()


_VOTABLE = next(kind for kind in KINDS.values() if kind.is_votable)


class RoundItemSerializer(_VOTABLE.public_schema):  # type: ignore[name-defined]
    """The question as it may be seen: never with its key."""

    id = serializers.CharField()
    kind = serializers.CharField()
    purpose = serializers.ChoiceField(["practice", "check"])
    form = serializers.ChoiceField(["", "A", "B"])
    prompt = serializers.CharField(allow_blank=True)
    picture = PictureSerializer(allow_null=True)


class PartSerializer(serializers.Serializer):
    """One option in a spread."""

    option = serializers.CharField()
    share = serializers.IntegerField(
        allow_null=True,
        help_text="In per cent, rounded; null where it is hidden to protect children.",
    )
    most = serializers.BooleanField(help_text="No other option was chosen by more.")


class SpreadSerializer(serializers.Serializer):
    """How the choices of one turn lie over the options."""

    turn = serializers.ChoiceField(choices=Turn.choices)
    parts = PartSerializer(many=True)


class RoundSerializer(serializers.Serializer):
    """A round as it is now."""

    id = serializers.UUIDField()
    band = serializers.ChoiceField(Band.choices, help_text="The band of the class.")
    module = serializers.CharField()
    version = serializers.CharField()
    locale = serializers.CharField()
    dir = serializers.ChoiceField(["ltr", "rtl"])
    stage = serializers.ChoiceField(choices=Stage.choices)
    turn = serializers.ChoiceField(
        choices=Turn.choices,
        allow_null=True,
        help_text="The turn that is open; null while nobody chooses.",
    )
    by_hand = serializers.BooleanField()
    item = RoundItemSerializer()
    spreads = SpreadSerializer(
        many=True,
        help_text="None of a turn in which fewer than 5 have chosen, and none while the"
        " class chooses.",
    )
    right = serializers.ListField(
        child=serializers.CharField(),
        help_text="What is right: at the close, and of practice questions only.",
    )
    answered = serializers.IntegerField(
        required=False, help_text="How many have chosen; for the educator."
    )
    joined = serializers.IntegerField(
        required=False,
        help_text="How many seats somebody has joined; for the educator.",
    )
    mine = VoteSerializer(
        many=True, required=False, help_text="What this seat chose; for its device."
    )


class LatestRoundSerializer(serializers.Serializer):
    """The round that a learner's class is in; null when there is none today."""

    round = RoundSerializer(allow_null=True)
