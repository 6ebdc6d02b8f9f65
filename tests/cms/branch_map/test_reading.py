"""What an author sees of a chat at once, however unfinished it is."""

import pytest

from cms.branch_map.reading import (
    Chat,
    Mark,
    UnreadableFormError,
    posted_chats,
    saved_chats,
)
from cms.pages.module import ModulePage
from tests import factories
from tests.quizzes.forms import posted_block
from tests.quizzes.questions import chat, ending, node, stateful_chat, way

pytestmark = pytest.mark.django_db


def steps_of(*nodes: dict, **more):
    value = chat() | {"nodes": list(nodes)} | more
    stored = [factories.text_step(), factories.step("chat", "c1", **value)]
    return ModulePage._meta.get_field("steps").stream_block.to_python(stored)


def posted(steps) -> dict:
    return posted_block(steps.stream_block, steps, "steps")


def read(*nodes: dict, **more) -> Chat:
    (found,) = saved_chats(steps_of(*nodes, **more))
    return found


def marks(found: Chat) -> dict[str, set[Mark]]:
    return {part.label: set(part.marks) for part in found.parts}


def test_a_chat_without_faults_has_its_start_and_its_endings() -> None:
    found = read(*chat()["nodes"], title="In Sam’s ear")

    assert found.heading == "Step 2: In Sam’s ear"
    assert marks(found) == {
        "start": {Mark.START},
        "later": set(),
        "good": {Mark.ENDING},
        "open": {Mark.ENDING},
    }
    assert found.targets == ((1, 2), (3, 2), (), ())
    assert [(one.text, one.goto) for one in found.parts[0].ways] == [
        ("ask", "later"),
        ("tell", "good"),
        ("obey", "later"),
    ]
    assert found.parts[2].helps == ("An adult I trust",)
    assert (found.endings, found.to_mend) == (2, 0)
    assert found.parts[1].content_path == "steps.c1.nodes.node-later"


def test_what_has_to_be_mended_is_marked() -> None:
    found = read(
        node("start", choices=[way("go", goto="end"), way("round", goto="a")]),
        node("a", choices=[way("b", goto="b")]),
        node("b", choices=[way("a", goto="a"), way("stop", goto="stop")]),
        node("stop"),
        node("out", choices=[way("go", goto="end")]),
        ending("end", help=[]),
    )

    assert marks(found) == {
        "start": {Mark.START},
        "a": {Mark.LOOP},
        "b": {Mark.LOOP},
        "stop": {Mark.DEAD_END},
        "out": {Mark.UNREACHABLE},
        "end": {Mark.ENDING, Mark.NO_HELP},
    }
    assert found.to_mend == 5


def test_a_way_into_a_loop_is_no_loop() -> None:
    found = read(
        node("start", choices=[way("a", goto="a")]),
        node("a", choices=[way("b", goto="b")]),
        node("b", choices=[way("a", goto="a")]),
    )

    assert marks(found)["start"] == {Mark.START, Mark.NO_ENDING}
    assert found.messages == ("The chat has no ending.",)


def test_names_that_no_node_has_and_no_name_at_all_lead_to_an_end_of_their_own() -> (
    None
):
    found = read(
        node("start", choices=[way("x", goto="n99"), way("y"), way("z", goto="end")]),
        node("two", choices=[way("x", goto="n99"), way("y")]),
        ending("end"),
    )

    assert found.lost == ("n99", "", "")
    assert found.targets == ((3, 4, 2), (3, 5), ())
    assert Mark.MISSING in marks(found)["start"]
    assert "There is no node called “n99”." in found.parts[0].messages


def test_nodes_without_a_handle_or_with_the_same_are_shown() -> None:
    found = read(
        node("start", choices=[way("go", goto="same")]),
        node(""),
        node("same", choices=[way("go", goto="end")]),
        node("same"),
        ending("end"),
    )

    assert [part.label for part in found.parts] == [
        "start",
        "Node 2",
        "same",
        "same",
        "end",
    ]
    assert Mark.UNNAMED in found.parts[1].marks
    # The first of two with one handle has it.
    assert found.targets[0] == (2,)
    assert Mark.UNREACHABLE in found.parts[3].marks
    assert found.parts[3].messages


@pytest.mark.parametrize("nodes", [[], [node("only")], [ending("only")], [node("")]])
def test_hardly_anything_is_read_too(nodes: list[dict]) -> None:
    assert len(read(*nodes).parts) == len(nodes)


def test_the_unsaved_form_gives_the_same_map() -> None:
    steps = steps_of(*chat()["nodes"])

    assert posted_chats(posted(steps)) == saved_chats(steps)


def test_the_form_is_read_as_it_stands_and_not_checked() -> None:
    data = posted(steps_of(*chat()["nodes"]))
    data["steps-1-value-nodes-0-value-name"] = "Not a handle!"
    data["steps-1-value-nodes-0-value-pick"] = "many"
    data["steps-1-value-nodes-1-deleted"] = "1"
    data["steps-0-order"], data["steps-1-order"] = "1", "0"
    data = {k: v for k, v in data.items() if not k.startswith("steps-0-value")}

    (found,) = posted_chats(data)
    assert found.heading.startswith("Step 1")
    assert [part.label for part in found.parts] == ["Not a handle!", "good", "open"]
    assert Mark.MISSING in found.parts[0].marks


@pytest.mark.parametrize(
    "change",
    [
        {"steps-count": "many"},
        {"steps-count": "1000000000"},
        {"steps-1-order": "first"},
        {"steps-1-value-nodes-count": ""},
        {"steps-1-value-nodes-0-order": "1"},
        {"steps-1-value-nodes-0-value-choices-count": "99"},
    ],
)
def test_what_is_no_form_is_refused(change: dict) -> None:
    data = posted(steps_of(*chat()["nodes"])) | change

    with pytest.raises(UnreadableFormError):
        posted_chats(data)
    with pytest.raises(UnreadableFormError):
        posted_chats({})


def test_conditions_effects_and_branches_are_told() -> None:
    stored = stateful_chat()
    (found,) = saved_chats(steps_of(*stored["nodes"], variables=stored["variables"]))
    first, later = found.parts[:2]

    assert first.ways[0].effects == ("trust +1",)
    assert later.ways[3].needs == ("trust ≤ 0",)
    assert [(way.goto, way.needs) for way in later.ways if way.is_branch] == [
        ("best", ("trust ≥ 2",)),
        ("good", ("trust ≥ 1",)),
    ]
    assert found.targets[1] == (4, 2, 3)
    assert found.to_mend == 0
    steps = steps_of(*stored["nodes"], variables=stored["variables"])
    assert posted_chats(posted(steps)) == [found]


def test_an_ending_that_no_values_open_is_marked() -> None:
    stored = stateful_chat()
    stored["nodes"][0]["value"]["choices"][0]["value"]["effects"] = []
    (found,) = saved_chats(steps_of(*stored["nodes"], variables=stored["variables"]))

    assert marks(found)["best"] == {Mark.ENDING, Mark.FAULT}
