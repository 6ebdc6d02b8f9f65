"""What the calls of classes take and give."""

from django.conf import settings

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from challenge.classrooms import codes, names
from challenge.classrooms.assigning import STATES
from challenge.classrooms.models import MOST_SEATS, Assignment, Classroom, Seat
from challenge.classrooms.pictures import NAMES
from challenge.classrooms.services import MOST_MINUTES
from challenge.fields import TextField, WholeField, YesNoField
from challenge.learners.api import TokenSerializer
from challenge.learners.avatars import AVATAR_PATTERN
from challenge.progress.models import ID_LENGTH
from cms.choices import Band

MOST_PICTURES = 8


@extend_schema_field({"type": "string", "pattern": AVATAR_PATTERN})
class AvatarField(serializers.CharField):
    """The avatar of a seat."""


class PlayNameField(serializers.CharField):
    """The name of a class that the system made, in the class's language."""

    def get_attribute(self, instance: Classroom) -> str:
        """Word the name."""
        return names.play_name(instance.play_name, instance.locale)


class LabelField(serializers.CharField):
    """The label of a seat, in the language of its class."""

    def get_attribute(self, instance: Seat) -> str:
        """Word the label."""
        return names.seat_label(instance.label, self.context["locale"])


class CodeField(serializers.CharField):
    """The code of a class as it is shown."""

    def to_representation(self, value: str) -> str:
        """Write it in two groups."""
        return codes.shown(value)


class ClassSerializer(serializers.ModelSerializer):
    """A class, as its educator sees it."""

    id = serializers.UUIDField(source="uid")
    play_name = PlayNameField(help_text="Made by the system; what pupils see.")
    band = serializers.ChoiceField(Band.choices)
    code = CodeField(help_text="`XXXX-XXXX`; the last symbol checks the others.")
    unlocked = serializers.ListField(
        child=serializers.CharField(max_length=ID_LENGTH),
        help_text="Sensitive modules whose *before you start* has been opened.",
    )

    class Meta:
        model = Classroom
        fields = (
            *("id", "name", "play_name", "band", "locale", "country", "size", "code"),
            *("join_open_until", "ends_on", "unlocked"),
        )


class _OwnChoicesSerializer(serializers.Serializer):
    name = TextField(
        max_length=80, help_text="The educator's own label; no pupil ever sees it."
    )
    locale = serializers.ChoiceField(
        choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    country = serializers.RegexField(
        r"^([A-Za-z]{2})?$",
        default="",
        allow_blank=True,
        help_text="ISO 3166-1 alpha-2.",
    )
    ends_on = serializers.DateField(
        required=False, help_text="The class's last day; without it the next 31 July."
    )

    def validate_country(self, value: str) -> str:
        """Write the code in capitals."""
        return value.upper()


class NewClassSerializer(_OwnChoicesSerializer):
    """A class to make."""

    band = serializers.ChoiceField(Band.choices)
    size = WholeField(min_value=1, max_value=MOST_SEATS, default=30)


class ClassChangesSerializer(_OwnChoicesSerializer):
    """What may be changed of a class; its band stays, as cards are printed for it."""

    open_minutes = WholeField(
        required=False,
        min_value=0,
        max_value=MOST_MINUTES,
        help_text="Let pupils join from now for so long; 0 closes. No clock but the "
        "server's matters.",
    )
    join_open_until = serializers.DateTimeField(
        required=False,
        allow_null=True,
        help_text="Let pupils join until then, 240 minutes at most; null closes.",
    )
    unlocked = serializers.ListField(
        child=TextField(max_length=ID_LENGTH),
        required=False,
        max_length=200,
    )


class SeatSerializer(serializers.Serializer):
    """A seat, as the class's educator sees it; what the pupil did is not in here."""

    id = serializers.UUIDField(source="uid")
    label = LabelField()  # type: ignore[assignment]
    avatar = AvatarField()
    pictures = serializers.ListField(child=serializers.ChoiceField([*NAMES]))
    claimed = serializers.BooleanField(help_text="Somebody has joined here.")
    locked = serializers.BooleanField(help_text="Nobody can join here.")


class MoreSeatsSerializer(serializers.Serializer):
    """How many seats to add."""

    add = WholeField(min_value=1, max_value=MOST_SEATS)


class SeatChangesSerializer(serializers.Serializer):
    """What may be changed of a seat."""

    locked = YesNoField()


class SeatResetSerializer(serializers.Serializer):
    """How a seat is reset."""

    new_pictures = YesNoField(
        default=False,
        help_text="Give other pictures, and send the device away that has joined.",
    )


class SeatMoveSerializer(serializers.Serializer):
    """Where a seat moves."""

    to = serializers.UUIDField(help_text="The id of another class of the educator.")


class AssignmentSerializer(serializers.ModelSerializer):
    """A module that a class is to play."""

    id = serializers.UUIDField(source="uid")

    class Meta:
        model = Assignment
        fields = ("id", "module", "due_on", "note", "position")


class NewAssignmentSerializer(serializers.Serializer):
    """A module to give a class."""

    module = TextField(max_length=ID_LENGTH)
    due_on = serializers.DateField(required=False, allow_null=True, default=None)
    note = TextField(
        max_length=200, default="", allow_blank=True, help_text="To the class."
    )


class AssignmentChangesSerializer(serializers.Serializer):
    """What may be changed of an assignment."""

    due_on = serializers.DateField(required=False, allow_null=True)
    note = TextField(max_length=200, required=False, allow_blank=True)
    position = WholeField(
        required=False, min_value=0, max_value=1000, help_text="From 0."
    )


class TypedCodeSerializer(serializers.Serializer):
    """A class's code as somebody typed it."""

    code = TextField(
        max_length=64,
        allow_blank=True,
        help_text="Case, spaces and dashes do not matter.",
    )


class JoinSerializer(TypedCodeSerializer):
    """What a pupil tapped to get in."""

    seat = serializers.UUIDField()
    pictures = serializers.ListField(
        child=TextField(max_length=ID_LENGTH, allow_blank=True),
        max_length=MOST_PICTURES,
    )


class PublicClassSerializer(serializers.Serializer):
    """What pupils know of their class."""

    play_name = PlayNameField()
    band = serializers.ChoiceField(Band.choices)
    locale = serializers.CharField()


class PublicSeatSerializer(serializers.Serializer):
    """A seat to choose."""

    id = serializers.UUIDField(source="uid")
    label = LabelField()  # type: ignore[assignment]
    avatar = AvatarField()


class OpenClassSerializer(PublicClassSerializer):
    """An open class with its seats."""

    seats = PublicSeatSerializer(many=True)


class JoinedSerializer(TokenSerializer):
    """Who the pupil plays as, and where."""

    def get_fields(self) -> dict[str, serializers.Field]:
        """Add the class, whose name is a keyword of Python."""
        return {**super().get_fields(), "class": PublicClassSerializer()}


class DueAssignmentSerializer(serializers.Serializer):
    """A module that is due for a pupil."""

    module = serializers.CharField(source="assignment.module")
    due_on = serializers.DateField(source="assignment.due_on", allow_null=True)
    note = serializers.CharField(source="assignment.note")
    state = serializers.ChoiceField(STATES)
    title = serializers.CharField(source="summary.title")
    url = serializers.CharField(source="summary.url")
