"""Responses of any shape: what a broken or hostile device might send."""

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from quizzes.kinds import KINDS

# The one field that a response of each kind has.
FIELDS = sorted({field for kind in KINDS.values() for field in kind.empty()})

# The same examples every time, however slow the machine is at the moment.
steady = settings(derandomize=True, database=None, deadline=None, max_examples=80)


def ids_in(part: Any) -> set[str]:
    """Return every string of a key, so that responses with known ids can be made."""
    if isinstance(part, str):
        return {part}
    if isinstance(part, dict):
        return set(part).union(*(ids_in(child) for child in part.values()))
    return set()


def json_values(leaves: st.SearchStrategy) -> st.SearchStrategy:
    """Return values of any JSON shape, numbers that JSON parsers let through included."""
    return st.recursive(
        leaves,
        lambda inner: (
            st.lists(inner, max_size=6)
            | st.dictionaries(st.text(max_size=8), inner, max_size=4)
        ),
        max_leaves=20,
    )


def scalars() -> st.SearchStrategy:
    return (
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats()
        | st.text(max_size=12)
        | st.just(10**400)
    )


def responses(key: dict[str, Any]) -> st.SearchStrategy:
    """Return responses to an item: wild ones, and ones that come close to a valid one."""
    known = st.sampled_from(sorted(ids_in(key)))
    near = known | scalars()
    fields = st.sampled_from([*FIELDS, "extra"])
    close = st.dictionaries(
        fields,
        st.lists(near, max_size=8)
        | st.dictionaries(known, near, max_size=8)
        | st.lists(known, unique=True, max_size=8),
        max_size=2,
    )
    return close | json_values(near)


@st.composite
def shaken(draw: st.DrawFn, response: dict[str, Any]) -> dict[str, Any]:
    """Return a response with the same answers, given to other parts or some left out."""
    changed: dict[str, Any] = {}
    for name, value in response.items():
        changed[name] = value
        if isinstance(value, dict):
            others = draw(st.permutations(list(value.values())))
            changed[name] = dict(zip(value, others, strict=True))
        elif isinstance(value, list) and all(isinstance(one, list) for one in value):
            others = draw(st.permutations([right for _left, right in value]))
            mixed = zip(value, others, strict=True)
            changed[name] = [[left, right] for (left, _own), right in mixed]
        elif isinstance(value, list):
            mixed_list = draw(st.permutations(value))
            changed[name] = mixed_list[draw(st.sampled_from([0, 0, 1])) :]
    return changed


@st.composite
def walks(draw: st.DrawFn, key: dict[str, Any]) -> dict[str, Any]:
    """Return a way through a story, to one of its endings unless it goes in circles."""
    path: list[str] = []
    at = key["start"]
    for _step in key["nodes"]:
        node = key["nodes"][at]
        if node["ending"]:
            break
        free = [id_ for id_ in node["choices"] if id_ not in path]
        picked = draw(st.permutations(free))[: node["pick"]]
        path += picked
        ways = [node["choices"][id_]["goto"] for id_ in picked]
        at = next((way for way in ways if way), node["then"])
    return {"path": path}
