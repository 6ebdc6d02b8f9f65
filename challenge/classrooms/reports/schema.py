"""The report of a class as the OpenAPI document has it."""

from rest_framework import serializers

from challenge.classrooms.reports.shown import Check, Module, Question, Report
from challenge.insight.shown import Figure
from challenge.progress.models import State


class ReportFigureSerializer(serializers.Serializer):
    """A number as it may be seen."""

    value = serializers.IntegerField(
        allow_null=True,
        help_text="`null` where it is hidden, or where there is nothing to tell yet.",
    )
    hidden = serializers.BooleanField(help_text="Hidden to protect children.")


class ReportCheckSerializer(serializers.Serializer):
    """A check: how many pupils, and their share of points in per cent."""

    n = ReportFigureSerializer()
    share = ReportFigureSerializer()


class MostChosenSerializer(serializers.Serializer):
    """The answer that most chose first."""

    label = serializers.CharField()  # type: ignore[assignment]
    share = ReportFigureSerializer()
    right = serializers.BooleanField()


class ReportQuestionSerializer(serializers.Serializer):
    """A question of practice, by first answers."""

    id = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    n = ReportFigureSerializer()
    facility = ReportFigureSerializer(help_text="Share of points in per cent.")
    most_chosen = MostChosenSerializer(allow_null=True)
    talk = serializers.BooleanField(help_text="Among those to talk about.")


class ReportModuleSerializer(serializers.Serializer):
    """An assigned module, as a whole."""

    module = serializers.CharField()
    title = serializers.CharField()
    due_on = serializers.DateField(allow_null=True)
    sensitive = serializers.BooleanField(
        help_text="Nothing is told of a seat, and only the ends are counted."
    )
    started = ReportFigureSerializer()
    finished = ReportFigureSerializer()
    before = ReportCheckSerializer()
    after = ReportCheckSerializer()
    gain = ReportFigureSerializer(help_text="After less before, in points of per cent.")
    items = ReportQuestionSerializer(many=True)


class ReportMarkSerializer(serializers.Serializer):
    """How far a seat is in a module."""

    module = serializers.CharField()
    state = serializers.ChoiceField(choices=["", *State.values], allow_blank=True)
    stars = serializers.IntegerField(min_value=0, max_value=3)


class ReportSeatSerializer(serializers.Serializer):
    """A seat, in the modules that are not sensitive."""

    id = serializers.UUIDField()
    label = serializers.CharField()  # type: ignore[assignment]
    avatar = serializers.CharField(allow_blank=True)
    claimed = serializers.BooleanField()
    modules = ReportMarkSerializer(many=True)


class ReportSerializer(serializers.Serializer):
    """What a class did."""

    threshold = serializers.IntegerField(
        help_text="Counts of fewer, and what would give them away, are hidden."
    )
    joined = serializers.IntegerField()
    modules = ReportModuleSerializer(many=True)
    seats = ReportSeatSerializer(many=True)


def as_json(report: Report, threshold: int) -> dict[str, object]:
    """Return a report in the shape of ``ReportSerializer``."""
    return {
        "threshold": threshold,
        "joined": report.joined,
        "modules": [_module(module) for module in report.modules],
        "seats": [
            {
                "id": place.id,
                "label": place.label,
                "avatar": place.avatar,
                "claimed": place.is_joined,
                "modules": [
                    {"module": one.module, "state": one.state, "stars": one.stars}
                    for one in place.marks
                ],
            }
            for place in report.places
        ],
    }


def _module(module: Module) -> dict[str, object]:
    return {
        "module": module.key,
        "title": module.title,
        "due_on": module.due_on and module.due_on.isoformat(),
        "sensitive": module.is_sensitive,
        "started": _figure(module.started),
        "finished": _figure(module.finished),
        "before": _check(module.before),
        "after": _check(module.after),
        "gain": _figure(module.gain),
        "items": [_question(question) for question in module.questions],
    }


def _question(question: Question) -> dict[str, object]:
    most = question.most_chosen
    return {
        "id": question.id,
        "label": question.label,
        "n": _figure(question.n),
        "facility": _figure(question.facility),
        "most_chosen": most
        and {
            "label": most.label,
            "share": _figure(most.share),
            "right": most.is_right,
        },
        "talk": question.to_talk,
    }


def _check(check: Check) -> dict[str, object]:
    return {"n": _figure(check.n), "share": _figure(check.share)}


def _figure(figure: Figure) -> dict[str, object]:
    return {"value": figure.value, "hidden": figure.is_hidden}
