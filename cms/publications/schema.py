"""What the content API gives, described for the OpenAPI document."""

from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema_field
from rest_framework import serializers

from cms.choices import Band, Risk, Topic, Track
from cms.steps import SCENES, STEP_BLOCKS
from cms.steps.base import AudioSerializer
from quizzes.kinds import KINDS
from quizzes.kinds.base import Kind, class_prefix
from quizzes.pictures import PictureSerializer

# Adults have no band.
BANDS = [*Band.choices, ("", "Adults")]


def _serializer(name: str, *bases: type, doc: str, **attributes: object) -> type:
    return type(name, bases, {"__doc__": doc, "__module__": __name__, **attributes})


def _always(value: str) -> serializers.CharField:
    """Return a field that has this value and no other, by which a union is told apart."""
    schema = {"type": "string", "const": value}
    field = _serializer(f"Always{value.title()}", serializers.CharField, doc=value)
    return extend_schema_field(schema)(field)()


class ItemSerializer(serializers.Serializer):
    """What every question has."""

    id = serializers.CharField()
    purpose = serializers.ChoiceField(["practice", "check"])
    form = serializers.ChoiceField(["", "A", "B"])
    prompt = serializers.CharField(allow_blank=True)
    picture = PictureSerializer(allow_null=True)


def _item_schema(kind: Kind) -> type[serializers.Serializer]:
    key = kind.key_schema(
        required=False,
        help_text="What the grader needs. Only a practice item has it, never a check item.",
    )
    return _serializer(
        f"{class_prefix(kind.name)}Item",
        kind.public_schema,
        ItemSerializer,
        doc=f"A question of kind {kind.name}.",
        kind=_always(kind.name),
        key=key,
    )


ITEM_SCHEMAS = {name: _item_schema(kind) for name, kind in KINDS.items()}


def _items(name: str, kinds: list[str], many: bool) -> PolymorphicProxySerializer:
    schemas: dict[str, serializers.Serializer | type[serializers.Serializer]] = {
        kind: ITEM_SCHEMAS[kind] for kind in kinds
    }
    return PolymorphicProxySerializer(
        component_name=name,
        serializers=schemas,
        resource_type_field_name="kind",
        many=many,
    )


class StepSerializer(serializers.Serializer):
    """What every step has."""

    id = serializers.CharField()
    title = serializers.CharField(allow_blank=True)
    audio = AudioSerializer(allow_null=True)


@extend_schema_field(
    _items("Item", [name for name in KINDS if name not in SCENES], False)
)
class ItemField(serializers.JSONField):
    """One question of any kind that is a step by itself."""


def _step_schema(
    name: str, fields: dict[str, serializers.Field]
) -> type[serializers.Serializer]:
    return _serializer(
        f"{name.title()}Step",
        StepSerializer,
        doc=f"A step of type {name}.",
        type=_always(name),
        **fields,
    )


ItemStepSerializer = _step_schema("item", {"item": ItemField()})

STEP_SCHEMAS: dict[str, serializers.Serializer | type[serializers.Serializer]] = {
    **{name: _step_schema(name, block.schema) for name, block in STEP_BLOCKS.items()},
    "item": ItemStepSerializer,
    **{scene: _step_schema(scene, {"item": ITEM_SCHEMAS[scene]()}) for scene in SCENES},
}


@extend_schema_field(
    PolymorphicProxySerializer(
        component_name="Step",
        serializers=STEP_SCHEMAS,
        resource_type_field_name="type",
        many=True,
    )
)
class StepsField(serializers.JSONField):
    """The steps in the order in which they are played."""


@extend_schema_field(
    _items("CheckItem", [name for name, kind in KINDS.items() if kind.checkable], True)
)
class CheckItemsField(serializers.JSONField):
    """The questions of one form of a check; none has a key."""


class CheckSerializer(serializers.Serializer):
    """The questions before (form A) and after (form B) a module."""

    pre = CheckItemsField()
    post = CheckItemsField()


class HelpSerializer(serializers.Serializer):
    """Which help the band gets on every screen."""

    exit = serializers.ChoiceField(["hide", "leave"])
    report = serializers.BooleanField()


class TrackSerializer(serializers.Serializer):
    """A track: one audience's list of modules."""

    key = serializers.ChoiceField(Track.choices)
    title = serializers.CharField()
    intro = serializers.CharField(allow_blank=True)
    bands = serializers.ListField(child=serializers.CharField())
    url = serializers.CharField()


class ModuleHeadSerializer(serializers.Serializer):
    """What every answer about a module begins with."""

    key = serializers.CharField()
    locale = serializers.CharField()
    title = serializers.CharField()
    summary = serializers.CharField()
    track = serializers.ChoiceField(Track.choices)
    band = serializers.ChoiceField(BANDS)
    topic = serializers.ChoiceField(Topic.choices)
    minutes = serializers.IntegerField()
    sensitivity = serializers.IntegerField(min_value=0, max_value=3)
    risk = serializers.ChoiceField(Risk.choices)
    url = serializers.CharField()
    image = PictureSerializer(allow_null=True)
    version = serializers.CharField()


class ModuleSummarySerializer(ModuleHeadSerializer):
    """A module as lists show it."""

    size = serializers.IntegerField(
        min_value=0,
        help_text="Bytes to download so that it can be played without a network: the "
        "module with brotli, its pictures and recordings. 0 while nobody has counted.",
    )


class ModuleSerializer(ModuleHeadSerializer):
    """A module with all that a player needs."""

    dir = serializers.ChoiceField(["ltr", "rtl"])
    outcomes = serializers.ListField(child=serializers.CharField())
    before = serializers.CharField(
        allow_blank=True, help_text="A content note to show first; empty for none."
    )
    talk_card = serializers.CharField(allow_blank=True)
    steps = StepsField()
    check = CheckSerializer()
    asked = serializers.IntegerField(
        min_value=0,
        help_text="How many questions of each form of the check a learner is asked: the "
        "device draws the places by chance, the same in both forms.",
    )
    help = HelpSerializer()
