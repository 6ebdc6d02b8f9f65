"""What the calls of this package give, for the OpenAPI document."""

from rest_framework import serializers

from cms.publications.payload import BANDS
from cms.publications.schema import ItemStepSerializer


class DueSerializer(serializers.Serializer):
    """A module that is due for a review."""

    module = serializers.CharField()
    since = serializers.DateField(help_text="The day on which it came to be due.")


class QuestionSerializer(serializers.Serializer):
    """One question from a module that is due, as it stands in the module."""

    module = serializers.CharField()
    version = serializers.CharField()
    locale = serializers.CharField(help_text="The language that it is really in.")
    dir = serializers.ChoiceField(["ltr", "rtl"])
    title = serializers.CharField(help_text="The title of the module.")
    url = serializers.CharField(help_text="The address of the module.")
    band = serializers.ChoiceField(BANDS)
    step = ItemStepSerializer()


class ReviewSerializer(serializers.Serializer):
    """Up to three questions to answer again; none when nothing is due."""

    questions = QuestionSerializer(many=True)
