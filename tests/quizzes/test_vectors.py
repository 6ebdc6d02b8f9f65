"""The vectors that hold the Python and the TypeScript grader together."""

import json
from pathlib import Path

import pytest

from quizzes import kinds
from quizzes.grading import InvalidResponse, grade

VECTORS = Path(__file__).parents[1] / "vectors"
FILES = {
    name: json.loads((VECTORS / f"{name}.json").read_text()) for name in kinds.KINDS
}
CASES = [
    pytest.param(name, file["keys"][case["key"]], case, id=f"{name}: {case['name']}")
    for name, file in FILES.items()
    for case in file["cases"]
]


@pytest.mark.parametrize(("kind", "key", "case"), CASES)
def test_a_case_is_graded_as_written(kind, key, case):
    if case.get("error"):
        with pytest.raises(InvalidResponse):
            grade(kind, key, case["response"])
        return
    result = grade(kind, key, case["response"])
    given = {name: getattr(result, name) for name in case["grade"]}
    assert given == case["grade"]
    assert json.dumps(result.response) == json.dumps(
        case.get("canonical", case["response"])
    )


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_there_are_enough_cases_of_each_sort(kind):
    cases = FILES[kind]["cases"]
    names = [case["name"] for case in cases]
    graded = [case["grade"] for case in cases if "grade" in case]

    assert FILES[kind]["kind"] == kind
    assert len(names) == len(set(names))
    assert len(graded) >= 12
    assert len(cases) - len(graded) >= 12
    outcomes = {g["outcome"] for g in graded}
    if not kinds.get(kind).scored:
        assert outcomes == {"answered"}
    else:
        assert outcomes >= {"correct", "incorrect"}
        # A kind worth one point has nothing between.
        most = max(g["denominator"] for g in graded)
        assert most == 1 or "partial" in outcomes
    assert all(set(g) == set(graded[0]) for g in graded)
    assert not any(case.get("error") and "grade" in case for case in cases)
