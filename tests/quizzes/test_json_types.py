"""One definition of a JSON object: what the code may read is what the API document says."""

from typing import Annotated, Literal, NotRequired, TypedDict

import pytest
from rest_framework import serializers

from quizzes.json_types import Options, Words, serializer_of


class InnerData(TypedDict):
    """Something inside."""

    id: str


class Outer(TypedDict):
    """Something with a field of each shape."""

    name: str
    note: Words
    count: Annotated[int, Options(min_value=1, max_value=3)]
    share: float
    is_open: bool
    look: Literal["list", "pictures"]
    mood: Annotated[str, Options(choices=["1", "2"], allow_blank=True)]
    inner: InnerData | None
    many: list[InnerData]
    ids: Annotated[list[str], Options(min_length=2)]
    by_id: dict[str, InnerData]
    later: NotRequired[str]


FINE = {
    "name": " Sam ",
    "note": "",
    "count": 2,
    "share": 0.5,
    "is_open": True,
    "look": "list",
    "mood": "",
    "inner": None,
    "many": [{"id": "a"}],
    "ids": ["a", "b"],
    "by_id": {"x": {"id": "a"}},
}


def test_what_has_the_type_is_taken_as_it_is():
    found = serializer_of(Outer)(data=FINE)
    assert found.is_valid(), found.errors
    assert found.validated_data == FINE


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("name", ""),
        ("count", 4),
        ("is_open", "perhaps"),
        ("look", "table"),
        ("mood", "3"),
        ("inner", "a"),
        ("inner", {}),
        ("many", [{}]),
        ("many", None),
        ("ids", ["a"]),
        ("by_id", {"x": {}}),
    ],
)
def test_what_has_another_type_is_refused(field, wrong):
    found = serializer_of(Outer)(data=FINE | {field: wrong})
    assert not found.is_valid()
    assert [*found.errors] == [field]


def test_the_component_has_the_name_and_words_of_the_type():
    assert serializer_of(Outer).__name__ == "Outer"
    assert serializer_of(InnerData).__name__ == "Inner"
    assert serializer_of(Outer).__doc__ == Outer.__doc__
    assert serializer_of(Outer) is serializer_of(Outer)
    inner = serializer_of(Outer)().fields["inner"]
    assert isinstance(inner, serializers.Serializer)
    assert type(inner) is serializer_of(InnerData)


def test_a_type_that_no_field_can_describe_is_refused():
    with pytest.raises((TypeError, ValueError)):
        serializer_of(TypedDict("Odd", {"either": str | int}))
    with pytest.raises(TypeError):
        serializer_of(TypedDict("Odder", {"anything": object}))
