"""What the calls of this package take and give, for the OpenAPI document.

The write path decodes and encodes with msgspec (``intake``): a serializer would cost more
than all the rest. A test keeps the two alike.
"""

from rest_framework import serializers

from challenge.progress.intake import MOST_ATTEMPTS, MOST_STEPS
from challenge.progress.models import ID_LENGTH, Phase, State

CHECK_PHASES = [Phase.PRE.value, Phase.POST.value]
OUTCOMES = ("correct", "partial", "incorrect", "answered")
STATUSES = ("recorded", "duplicate", "ignored", "rejected")


class ProgressSerializer(serializers.Serializer):
    """How far a learner is in a module."""

    module = serializers.CharField()
    state = serializers.ChoiceField(choices=State.choices)
    stars = serializers.IntegerField(min_value=0, max_value=3)
    steps_done = serializers.ListField(child=serializers.CharField())
    pearls = serializers.IntegerField(min_value=0, max_value=1)
    reviews = serializers.IntegerField(
        min_value=0,
        max_value=2,
        help_text="How many of the two reviews, weeks after the end, are done.",
    )


class AttemptSerializer(serializers.Serializer):
    """One response to one item, with the id that the device gave it."""

    id = serializers.UUIDField(help_text="Made by the device, a UUIDv7 if it can.")
    module = serializers.CharField(max_length=ID_LENGTH)
    version = serializers.CharField(max_length=ID_LENGTH)
    item = serializers.CharField(max_length=ID_LENGTH)
    phase = serializers.ChoiceField(choices=Phase.choices)
    response = serializers.DictField(help_text="As the item's kind has it.")


class AttemptsSerializer(serializers.Serializer):
    """A batch of attempts."""

    attempts = serializers.ListField(
        child=AttemptSerializer(), min_length=1, max_length=MOST_ATTEMPTS
    )


class ResultSerializer(serializers.Serializer):
    """What became of an attempt.

    `outcome`, `score` and `feedback` are null for a question of a check, which is told of
    when its form is handed in (`POST /checks/`), and for what is `ignored`: it is valid,
    but does not count and is not kept. Its `code` says why: `answered_before` and
    `handed_in` for a question of a check, whose first answer counts, `too_many` beyond the
    number of answers that count on one day.
    """

    id = serializers.CharField(allow_null=True)
    status = serializers.ChoiceField(choices=STATUSES)
    outcome = serializers.ChoiceField(choices=OUTCOMES, allow_null=True)
    score = serializers.FloatField(allow_null=True, min_value=0, max_value=1)
    feedback = serializers.CharField(allow_blank=True, allow_null=True)
    code = serializers.CharField(required=False)
    detail = serializers.CharField(required=False)


class ResultsSerializer(serializers.Serializer):
    """A result for each attempt, in order, and the progress of the modules touched."""

    results = ResultSerializer(many=True)
    progress = ProgressSerializer(many=True)


class HandInSerializer(serializers.Serializer):
    """A form of a check that is to be handed in."""

    module = serializers.CharField(max_length=ID_LENGTH)
    version = serializers.CharField(max_length=ID_LENGTH)
    phase = serializers.ChoiceField(choices=CHECK_PHASES)


class CheckResultSerializer(serializers.Serializer):
    """How the answer to one question of a check went."""

    item = serializers.CharField()
    outcome = serializers.ChoiceField(choices=OUTCOMES)
    score = serializers.FloatField(allow_null=True, min_value=0, max_value=1)
    feedback = serializers.CharField(
        allow_blank=True,
        help_text="Empty once the answer is no longer kept, after 30 days.",
    )


class HandedInSerializer(serializers.Serializer):
    """How a check went: the mean of the scores, null where nothing is scored."""

    score = serializers.FloatField(allow_null=True, min_value=0, max_value=1)
    results = CheckResultSerializer(many=True)


class MissingErrorSerializer(serializers.Serializer):
    """Why a form cannot be handed in yet."""

    code = serializers.ChoiceField(["unanswered"])
    detail = serializers.CharField()
    attr = serializers.CharField(allow_null=True)


class MissingSerializer(serializers.Serializer):
    """A refusal that names the questions of the form that are not answered."""

    type = serializers.ChoiceField(["client_error"])
    errors = MissingErrorSerializer(many=True)  # type: ignore[assignment]
    missing = serializers.ListField(child=serializers.CharField())


class StepSerializer(serializers.Serializer):
    """A step that is done."""

    module = serializers.CharField(max_length=ID_LENGTH)
    version = serializers.CharField(max_length=ID_LENGTH)
    step = serializers.CharField(max_length=ID_LENGTH)


class StepsSerializer(serializers.Serializer):
    """A batch of steps."""

    steps = serializers.ListField(
        child=StepSerializer(), min_length=1, max_length=MOST_STEPS
    )


class RefusedStepSerializer(StepSerializer):
    """A step that is in no version of its module."""

    code = serializers.CharField()
    detail = serializers.CharField()


class StepsDoneSerializer(serializers.Serializer):
    """The progress of the modules touched, and the steps that nobody knows."""

    progress = ProgressSerializer(many=True)
    rejected = RefusedStepSerializer(many=True)
