"""What the content API gives, described for the OpenAPI document."""

from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema_field
from rest_framework import serializers

from cms.choices import Track
from cms.publications.payload import CheckData, ModuleData, ModuleSummaryData
from cms.steps import SCENES, STEP_BLOCKS
from cms.steps.base import StepHead
from quizzes.json_types import serializer_of
from quizzes.kinds import KINDS
from quizzes.kinds.base import Kind, class_prefix
from quizzes.pictures import PictureSerializer


def _serializer(name: str, *bases: type, doc: str, **attributes: object) -> type:
    return type(name, bases, {"__doc__": doc, "__module__": __name__, **attributes})


def _always(value: str) -> type[serializers.Field]:
    """Return a field that has this value and no other, by which a union is told apart."""
    schema = {"type": "string", "const": value}
    field = _serializer(f"Always{value.title()}", serializers.CharField, doc=value)
    return extend_schema_field(schema)(field)


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
        kind=_always(kind.name)(),
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


@extend_schema_field(
    _items("Item", [name for name in KINDS if name not in SCENES], False)
)
class ItemField(serializers.JSONField):
    """One question of any kind that is a step by itself."""


def _question_step(
    name: str, item: type[serializers.Field]
) -> type[serializers.Serializer]:
    return _serializer(
        f"{name.title()}Step",
        serializer_of(StepHead),
        doc=f"A step of type {name}.",
        item=item(),
        type=_always(name)(),
    )


ItemStepSerializer = _question_step("item", ItemField)

STEP_SCHEMAS: dict[str, serializers.Serializer | type[serializers.Serializer]] = {
    **{
        name: serializer_of(block.shape, type=_always(name))
        for name, block in STEP_BLOCKS.items()
    },
    "item": ItemStepSerializer,
    **{scene: _question_step(scene, ITEM_SCHEMAS[scene]) for scene in SCENES},
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


class TrackSerializer(serializers.Serializer):
    """A track: one audience's list of modules."""

    key = serializers.ChoiceField(Track.choices)
    title = serializers.CharField()
    intro = serializers.CharField(allow_blank=True)
    bands = serializers.ListField(child=serializers.CharField())
    url = serializers.CharField()


CheckSerializer = serializer_of(CheckData, pre=CheckItemsField, post=CheckItemsField)
ModuleSummarySerializer = serializer_of(ModuleSummaryData)
ModuleSerializer = serializer_of(ModuleData, steps=StepsField, check=CheckSerializer)
