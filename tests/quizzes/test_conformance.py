"""What every registered kind owes the rest of the house; a new kind is tested at once."""

import ast
import json
from fractions import Fraction
from pathlib import Path
from typing import get_type_hints

from django.template.loader import render_to_string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes import examples, kinds
from quizzes.grading import Grade, InvalidResponse, grade, picks
from quizzes.json_types import serializer_of
from quizzes.kinds.base import class_prefix, compile_item
from tests.quizzes.strategies import responses, shaken, steady, walks

ROOT = Path(__file__).parents[2]
PICTURE = {
    "src": "/media/a.svg",
    "srcset": "",
    "width": 4,
    "height": 3,
    "alt": "A reef",
}
# Fields of a key, or of a stored question, that give an answer away.
SECRET_TEXTS = {"feedback", "wrong", "note", "sign", "after"}
SECRETS = SECRET_TEXTS | {"correct", "fact", "weight", "signs", "key"}

each_kind = pytest.mark.parametrize(
    "kind", kinds.KINDS.values(), ids=kinds.KINDS.keys()
)


def no_picture(value):
    return None


def a_picture(value):
    return PICTURE


def example(kind):
    return kind.block().get_preview_value()


def marked(value, found):
    """Replace every secret text of a stored question by a marker, and collect those."""
    if isinstance(value, dict):
        for name, child in value.items():
            if name in SECRET_TEXTS and child:
                found.append(f"marker {len(found)}")
                value[name] = found[-1]
            else:
                marked(child, found)
    elif isinstance(value, list):
        for child in value:
            marked(child, found)
    return value


def names_in(part):
    if isinstance(part, dict):
        return set(part).union(*(names_in(child) for child in part.values()))
    if isinstance(part, list):
        return set().union(*(names_in(child) for child in part))
    return set()


@each_kind
def test_the_example_of_the_picker_can_be_published(kind):
    block = kind.block()
    block.clean(block.get_preview_value())


@each_kind
def test_a_block_tells_its_editor_what_it_is(kind):
    block = kind.block()
    assert block.meta.icon != "placeholder"
    assert block.meta.description
    assert block.label
    assert block.is_previewable


@each_kind
def test_public_holds_nothing_that_gives_the_answer_away(kind):
    block = kind.block()
    markers = []
    stored = marked(block.get_prep_value(example(kind)), markers)
    item, key = compile_item(
        kind.name, "id", block.to_python(stored), "check", "A", no_picture
    )

    assert markers
    assert all(marker in json.dumps(key) for marker in markers)
    assert not any(marker in json.dumps(item) for marker in markers)
    assert not names_in(item) & SECRETS
    assert "key" not in item


@each_kind
def test_public_is_the_same_whatever_is_right(kind):
    block = kind.block()
    stored = block.get_prep_value(example(kind))
    before = kind.public(block.to_python(stored), no_picture)
    for option in stored.get("options", []):
        if "correct" in option["value"]:
            option["value"]["correct"] = not option["value"]["correct"]
    for node in stored.get("nodes", []):
        for choice in node["value"]["choices"]:
            choice["value"]["weight"] = "neutral"

    assert kind.public(block.to_python(stored), no_picture) == before


@each_kind
def test_ids_are_those_of_the_stored_question(kind):
    block = kind.block()
    stored = block.get_prep_value(example(kind))
    one, two = (kind.public(block.to_python(stored), no_picture) for _ in range(2))
    assert one == two
    assert kind.key(block.to_python(stored)) == kind.key(block.to_python(stored))


@each_kind
def test_a_perfect_response_scores_one_and_an_empty_one_nothing(kind):
    key = kind.key(example(kind))
    best = grade(kind.name, key, kind.perfect(key))
    none = grade(kind.name, key, kind.empty())

    if kind.scored:
        assert (best.score, best.outcome) == (1.0, "correct")
        assert (none.score, none.outcome) == (0.0, "incorrect")
    else:
        assert (best.score, best.outcome) == (None, "answered")
        assert (none.score, none.outcome) == (None, "answered")


@each_kind
def test_the_example_is_written_in_every_language(kind):
    english, *others = (examples.question(kind.name, code) for code in ("en", "ar"))
    for other in others:
        assert names_in(other) == names_in(english)
        assert other["prompt"] != english["prompt"]
        kind.block().clean(kind.block().to_python(other))
        assert (
            kind.key(kind.block().to_python(other)).keys()
            == kind.key(example(kind)).keys()
        )


@each_kind
def test_the_example_has_a_response_on_the_way_and_one_that_is_not_right(kind):
    given = examples.responses(kind.name)
    result = grade(kind.name, kind.key(example(kind)), given["wrong"])
    assert result.outcome in (
        ("partial", "incorrect") if kind.scored else ("answered",)
    )
    assert given["draft"].keys() == kind.empty().keys()


@each_kind
@steady
@given(data=st.data())
def test_any_response_is_graded_within_bounds_or_refused(kind, data):
    key = kind.key(example(kind))
    response = data.draw(responses(key))
    try:
        result = grade(kind.name, key, response)
    except InvalidResponse:
        return
    assert isinstance(result, Grade)
    assert 0 <= result.numerator <= result.denominator
    assert result.score is None or 0 <= result.score <= 1


@each_kind
@steady
@given(data=st.data())
def test_a_canonical_response_stays_as_it_is_and_says_the_same(kind, data):
    key = kind.key(example(kind))
    response = data.draw(responses(key) | st.just(kind.perfect(key)))
    try:
        first = grade(kind.name, key, response)
    except InvalidResponse:
        return
    again = grade(kind.name, key, json.loads(json.dumps(first.response)))
    assert again == first
    assert all(isinstance(pick, str) for pick in picks(kind.name, first.response))


@each_kind
@pytest.mark.parametrize("depth", [1, 2, 5000])
def test_deep_responses_are_refused(kind, depth):
    key = kind.key(example(kind))
    field = next(iter(kind.empty()))
    nested_list, nested_dict = [], {}
    for _ in range(depth):
        nested_list, nested_dict = [nested_list], {field: nested_dict}
    for response in (
        nested_list,
        {"other": nested_dict},
        {field: nested_list},
        {field: {"x": nested_dict}},
    ):
        with pytest.raises(InvalidResponse):
            grade(kind.name, key, response)


@each_kind
def test_huge_responses_are_refused(kind):
    key = kind.key(example(kind))
    field = next(iter(kind.empty()))
    for response in (
        {field: ["x" * 100_000]},
        {field: ["x"] * 100_000},
        {field: {str(n): "x" for n in range(100_000)}},
        {field: list(range(100_000))},
        {str(n): [] for n in range(100_000)},
    ):
        with pytest.raises(InvalidResponse):
            grade(kind.name, key, response)


@each_kind
def test_the_reason_never_repeats_what_was_sent(kind):
    key = kind.key(example(kind))
    field = next(iter(kind.empty()))
    for response in ({field: ["My name is Sam"]}, {field: {"My name is Sam": "x"}}):
        with pytest.raises(InvalidResponse) as caught:
            grade(kind.name, key, response)
        assert caught.value.reason
        assert "Sam" not in caught.value.reason


@each_kind
@pytest.mark.parametrize("picture", [no_picture, a_picture])
def test_public_and_key_are_what_the_api_document_says(kind, picture):
    value = example(kind)
    for schema, data in (
        (kind.public_schema, kind.public(value, picture)),
        (kind.key_schema, kind.key(value)),
    ):
        serializer = schema(data=data)
        assert serializer.is_valid(), serializer.errors
        assert json.loads(json.dumps(serializer.validated_data)) == data


@each_kind
def test_the_api_document_says_what_the_code_is_checked_against(kind):
    for method, schema in (
        (kind.public, kind.public_schema),
        (kind.key, kind.key_schema),
    ):
        shape = get_type_hints(method)["return"]
        assert repr(serializer_of(shape)().fields) == repr(schema().fields)


@each_kind
def test_a_perfect_and_an_empty_response_have_the_type_of_the_kind(kind):
    key = kind.key(example(kind))
    for method, response in (
        (kind.perfect, kind.perfect(key)),
        (kind.empty, kind.empty()),
    ):
        assert (
            response.keys() == get_type_hints(method)["return"].__annotations__.keys()
        )


@each_kind
def test_schemas_have_the_names_that_the_api_document_uses(kind):
    assert kind.public_schema.__name__ == f"{class_prefix(kind.name)}Public"
    assert kind.key_schema.__name__ == f"{class_prefix(kind.name)}Key"


@each_kind
@pytest.mark.parametrize("picture", [no_picture, a_picture])
def test_the_twin_on_paper_renders(kind, picture):
    item, _key = compile_item(kind.name, "id", example(kind), "practice", "", picture)
    html = render_to_string(kind.print_template, {"item": item, "number": 3})
    assert item["prompt"] in html
    assert ('alt="A reef"' in html) == (picture is a_picture)


@each_kind
def test_the_player_is_there(kind):
    room = ROOT / "frontend" / "src" / "players" / kind.name
    assert (room / "Player.svelte").is_file()
    assert (room / "rules.ts").is_file()


@each_kind
def test_a_draft_with_nothing_in_it_compiles(kind):
    block = kind.block()
    for value in (block.get_default(), block.to_python({})):
        item, key = compile_item(kind.name, "id", value, "check", "A", no_picture)
        assert item["prompt"] == ""
        grade(kind.name, key, kind.empty())


def test_the_registry_knows_kinds_by_their_name():
    assert all(kinds.get(name).name == name for name in kinds.KINDS)
    with pytest.raises(KeyError):
        kinds.get("essay")


# Traits ------------------------------------------------------------------------------


def without_one(response):
    """Yield the response with each of its answers left out once."""
    ((field, value),) = response.items()
    if isinstance(value, dict):
        for name in value:
            yield {field: {n: v for n, v in value.items() if n != name}}
    elif isinstance(value, list):
        for number in range(len(value)):
            yield {field: value[:number] + value[number + 1 :]}


@each_kind
def test_a_part_can_be_left_out_unless_the_kind_answers_all_parts(kind):
    key = kind.key(example(kind))
    if kind.is_story or kind.names_one(key):
        return
    taken = []
    for response in without_one(kind.perfect(key)):
        try:
            taken.append(
                bool(picks(kind.name, grade(kind.name, key, response).response))
            )
        except InvalidResponse:
            taken.append(False)
    assert any(taken) is (not kind.answers_all_parts and len(taken) > 1)


@each_kind
@steady
@given(data=st.data())
def test_answers_hang_together_as_the_kind_says(kind, data):
    """What the disclosure gate is told is true of every response."""
    key = kind.key(example(kind))
    response = data.draw(responses(key) | st.just(kind.perfect(key)))
    try:
        given = picks(kind.name, grade(kind.name, key, response).response)
    except InvalidResponse:
        return
    if kind.names_one(key):
        assert len(given) <= 1
        assert not kind.offered(key) or {*given} <= {*kind.offered(key)}
    if kind.is_story or not given:
        return
    every = [*given, *picks(kind.name, kind.perfect(key))]
    for group in kind.alternatives(key, list(dict.fromkeys(every))):
        named = {*given} & {*group.answers}
        assert len(named) <= 1
        assert named or not group.is_complete


@each_kind
@steady
@given(data=st.data())
def test_points_are_made_of_answers_as_the_kind_says(kind, data):
    """The mean of the points gives no count away that the disclosure gate does not know of."""
    key = kind.key(example(kind))
    sums = kind.point_sums(key)
    assert bool(sums) is kind.scored
    perfect = kind.perfect(key)
    near = walks(key) if kind.is_story else shaken(perfect)
    response = data.draw(near | responses(key) | st.just(kind.empty()))
    try:
        given = grade(kind.name, key, response)
    except InvalidResponse:
        return
    answers = picks(kind.name, given.response)
    for one in sums:
        points = Fraction(one.whole * given.numerator, given.denominator)
        weights = sum(one.weights.get(answer, 0) for answer in answers)
        assert points >= weights or not one.is_least
        assert points <= weights or not one.is_most


@each_kind
def test_what_is_right_and_what_guessing_earns_fit_the_key(kind):
    key = kind.key(example(kind))
    assert all(0 <= right <= of for right, of in kind.chance(key))
    assert True in kind.rightness(key).values() or not kind.scored
    right = kind.right_option(key)
    assert right is None or kind.rightness(key)[right]
    right, wrong = kind.texts_by_rightness(example(kind))
    assert not {*right} & {*wrong}


@each_kind
def test_what_comes_back_is_graded_and_for_a_check(kind):
    assert not kind.is_short or (kind.scored and kind.checkable)


def test_only_a_kind_s_own_file_knows_its_name():
    """Elsewhere a trait is asked for; lists of names had drifted apart."""
    found = []
    for path in code_outside_of_kinds():
        for node in ast.walk(ast.parse(path.read_text())):
            if names := kinds_named_in(node):
                found.append((str(path), node.lineno, names))
    assert found == []


def code_outside_of_kinds():
    root = ROOT
    for app in ("config", "challenge", "cms", "exchange", "quizzes"):
        for path in sorted((root / app).rglob("*.py")):
            parts = path.relative_to(root).parts
            if parts[:2] not in HOMES and "migrations" not in parts:
                yield path


# The kinds themselves; formats, which say how each kind is written in them, and what they build
# kinds with; the demo's content.
HOMES = {
    ("quizzes", "kinds"),
    ("exchange", "building.py"),
    ("exchange", "gift"),
    ("exchange", "h5p"),
    ("exchange", "moodle_xml"),
    ("exchange", "qti"),
    ("cms", "demo"),
}
ASKED = ("kind", "type", "block_type", "type_", "name")


def kinds_named_in(node):
    """Return the kinds that a comparison or a list of three or more names."""
    if isinstance(node, ast.Compare):
        sides = [node.left, *node.comparators]
        asks = any(ast.unparse(side).rpartition(".")[2] in ASKED for side in sides)
        constants = [c for side in sides for c in ast.walk(side)] if asks else []
        least = 1
    elif isinstance(node, ast.Set | ast.List | ast.Tuple):
        constants, least = node.elts, 3
    elif isinstance(node, ast.Dict):
        constants, least = node.keys, 3
    elif isinstance(node, ast.MatchSequence):
        constants, least = (
            [p.value for p in node.patterns if isinstance(p, ast.MatchValue)],
            1,
        )
    else:
        return set()
    names = {
        c.value for c in constants if isinstance(c, ast.Constant)
    } & kinds.KINDS.keys()
    return names if len(names) >= least else set()
