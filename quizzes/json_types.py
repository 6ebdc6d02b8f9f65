"""One definition of a JSON object: a TypedDict, and the serializer that is made of it.

The code is checked against the type; the OpenAPI document, and by it the front end, is
made of the serializer. What a type cannot say (a least number, an empty string) stands in
``Options`` beside it.
"""

import types
from collections.abc import Mapping, Sequence
from functools import cache
from typing import (
    Annotated,
    Any,
    Literal,
    NotRequired,
    TypeAlias,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from rest_framework import serializers

# Any value of JSON, where its shape is not ours to say.
JsonValue: TypeAlias = (
    "str | int | float | bool | None | Mapping[str, JsonValue] | Sequence[JsonValue]"
)
# An object of JSON whose fields are not ours to say.
JsonObject: TypeAlias = Mapping[str, JsonValue]


class Options:
    """Arguments of the serializer field for a value, beside what its type says.

    ``choices`` make it a ``ChoiceField``.
    """

    def __init__(self, **arguments: object) -> None:
        self.arguments = arguments


# A string that may be empty.
Words = Annotated[str, Options(allow_blank=True)]

_PLAIN: dict[object, type[serializers.Field]] = {
    str: serializers.CharField,
    bool: serializers.BooleanField,
    int: serializers.IntegerField,
    float: serializers.FloatField,
}


def serializer_of(
    shape: Any, **given: type[serializers.Field]
) -> type[serializers.Serializer]:
    """Return the serializer that describes a TypedDict, with its name and docstring.

    ``Data`` at the end of the name is left out: ``PictureData`` is the component "Picture".

    Args:
        shape: the TypedDict; without ``given`` it always has the same serializer.
        given: by name, the classes of fields that its types cannot say.
    """
    return _serializer(shape, given) if given else _plain_serializer(shape)


@cache
def _plain_serializer(shape: Any) -> type[serializers.Serializer]:
    return _serializer(shape, {})


def _serializer(
    shape: Any, given: Mapping[str, type[serializers.Field]]
) -> type[serializers.Serializer]:
    fields = {
        name: given[name]() if name in given else _field(hint)
        for name, hint in get_type_hints(shape, include_extras=True).items()
    }
    name = shape.__name__.removesuffix("Data")
    head = {"__doc__": shape.__doc__, "__module__": shape.__module__}
    return type(name, (serializers.Serializer,), head | fields)


def _field(hint: Any, **arguments: Any) -> serializers.Field:
    """Return the field for a type.

    Raises:
        TypeError: if there is none, as for a union of two types.
    """
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Annotated:
        for options in parts[1:]:
            arguments = options.arguments | arguments
        return _field(parts[0], **arguments)
    if origin is NotRequired:
        return _field(parts[0], required=False, **arguments)
    if origin in (Union, types.UnionType):
        (present,) = (part for part in parts if part is not types.NoneType)
        return _field(present, allow_null=True, **arguments)
    if origin is Literal:
        return serializers.ChoiceField(list(parts), **arguments)
    if origin is list and is_typeddict(parts[0]):
        return serializer_of(parts[0])(many=True, **arguments)
    if origin is list:
        return serializers.ListField(child=_field(parts[0]), **arguments)
    if origin is dict:
        return serializers.DictField(child=_field(parts[1]), **arguments)
    if is_typeddict(hint):
        return serializer_of(hint)(**arguments)
    if "choices" in arguments:
        return serializers.ChoiceField(**arguments)
    if hint is str:
        arguments.setdefault("trim_whitespace", False)
    if hint not in _PLAIN:
        raise TypeError(f"There is no serializer field for {hint!r}.")
    return _PLAIN[hint](**arguments)
