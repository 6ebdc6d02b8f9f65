"""What a file's own processing gives, as the interpreter of it understands it."""

from itertools import permutations
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange import formats, services
from exchange.archives import Archive
from exchange.budget import Budget, Steps
from exchange.qti.item import read
from exchange.qti.processing import Declaration, NotUnderstood, Value, outcomes
from exchange.qti.tree import normalise
from quizzes import kinds
from tests.exchange.qti_items import to_3
from tests.exchange.test_package_round_trip import HELD, patient

DECLARED = {
    "R": Declaration("R", "single", "identifier", correct=("A",)),
    "M": Declaration("M", "multiple", "identifier", correct=("A", "B")),
    "O": Declaration("O", "ordered", "identifier", correct=("A", "B")),
    "N": Declaration("N", "single", "float", default=("2.5",)),
}


def evaluated(expression: str, **responses: Value) -> Value:
    """Return the value of an expression, in the spelling of 3.0."""
    source = to_3(
        f'<responseProcessing><setOutcomeValue identifier="X">{expression}'
        "</setOutcomeValue></responseProcessing>"
    )
    root = ElementTree.fromstring(source)
    normalise(root)
    return outcomes(DECLARED, root, responses, Steps(Budget()))["X"]


def number(value: float) -> str:
    return f'<baseValue baseType="float">{value}</baseValue>'


def name(*values: str, container: str = "") -> str:
    found = "".join(
        f'<baseValue baseType="identifier">{value}</baseValue>' for value in values
    )
    return f"<{container}>{found}</{container}>" if container else found


VAR_R, VAR_M, VAR_O = (f'<variable identifier="{name_}"/>' for name_ in "RMO")
YES = "<not><isNull>" + number(1) + "</isNull></not>"


@pytest.mark.parametrize(
    ("expression", "wanted"),
    [
        (f"<sum>{number(1)}{number(2)}</sum>", 3.0),
        (f"<product>{number(2)}{number(-2)}</product>", -4.0),
        (f"<subtract>{number(1)}{number(2)}</subtract>", -1.0),
        (f"<divide>{number(1)}{number(4)}</divide>", 0.25),
        (f"<max>{number(1)}{number(4)}</max>", 4.0),
        (f"<round>{number(2.5)}</round>", 3.0),
        (f"<truncate>{number(-2.5)}</truncate>", -2.0),
        (f"<gt>{number(2)}{number(1)}</gt>", True),
        (f"<lte>{number(2)}{number(1)}</lte>", False),
        ('<variable identifier="N"/>', 2.5),
        ('<default identifier="N"/>', 2.5),
        (f"<match>{VAR_R}{name('A')}</match>", True),
        (f"<match>{VAR_M}{name('B', 'A', container='multiple')}</match>", True),
        (f"<match>{VAR_O}{name('B', 'A', container='ordered')}</match>", False),
        (f"<member>{name('B')}{VAR_M}</member>", True),
        (f"<contains>{VAR_M}{name('C', container='multiple')}</contains>", False),
        (f"<containerSize>{VAR_M}</containerSize>", 2.0),
        (f'<index n="2">{VAR_O}</index>', "B"),
        (f"<delete>{name('A')}{VAR_M}</delete>", "B"),
        (f"<and>{YES}<null/></and>", None),
        (f"<or>{YES}<null/></or>", True),
        ("<isNull><null/></isNull>", True),
        ("<not><null/></not>", None),
        (f"<sum>{number(1)}<null/></sum>", None),
    ],
)
def test_expressions(expression, wanted):
    given_ = {
        "R": Value(("A",)),
        "M": Value(("A", "B"), "multiple"),
        "O": Value(("A", "B"), "ordered"),
    }
    assert evaluated(expression, **given_).one() == wanted


@pytest.mark.parametrize(
    "expression",
    [
        '<randomInteger min="1" max="2"/>',
        "<customOperator/>",
        f"<divide>{number(1)}{number(0)}</divide>",
        f"<gt>{number(1)}</gt>",
        f"<sum>{name('A')}</sum>",
        '<baseValue baseType="float">1e999</baseValue>',
        '<mapResponse identifier="R"/>',
        '<correct identifier="gone"/>',
        f"<match>{VAR_R}</match>",
        "<not/>",
        f'<index n="many">{VAR_O}</index>',
    ],
)
def test_what_is_not_understood_is_said(expression):
    with pytest.raises(NotUnderstood):
        evaluated(expression, R=Value(("A",)))


def test_the_processing_may_end_early():
    source = (
        "<responseProcessing><responseProcessingFragment>"
        f'<setOutcomeValue identifier="X">{number(1)}</setOutcomeValue>'
        "</responseProcessingFragment><exitResponse/>"
        f'<setOutcomeValue identifier="X">{number(2)}</setOutcomeValue>'
        "</responseProcessing>"
    )
    root = ElementTree.fromstring(source)
    assert outcomes(DECLARED, root, {}, Steps(Budget()))["X"].one() == 1.0


def responses(kind: str, key: dict) -> st.SearchStrategy[dict]:
    """Return whole responses to an item, right and wrong ones."""

    def some(ids) -> st.SearchStrategy[list]:
        return st.lists(st.sampled_from(list(ids)), unique=True)

    def one_each(things: list, values: list, *, once: bool) -> st.SearchStrategy[dict]:
        if once:
            chosen = st.sampled_from(list(permutations(values, len(things)))[:500])
        else:
            chosen = st.tuples(*(st.sampled_from(values) for _ in things))
        return chosen.map(lambda found: dict(zip(things, found, strict=True)))

    match kind:
        case "choice":
            ids = list(key["options"])
            several = (
                some(ids)
                if key["multiple"]
                else st.sampled_from(ids).map(lambda id_: [id_])
            )
            return several.map(lambda found: {"choices": found})
        case "mark":
            return some(key["parts"]).map(lambda found: {"marks": found})
        case "hotspot":
            return some(key["spots"]).map(lambda found: {"spots": found})
        case "order":
            return st.permutations(key["order"]).map(lambda found: {"order": found})
        case "sort":
            bins = sorted({thing["bin"] for thing in key["items"].values()})
            return one_each(list(key["items"]), bins, once=False).map(
                lambda found: {"bins": found}
            )
        case "match":
            return one_each(list(key["pairs"]), key["rights"], once=True).map(
                lambda found: {"pairs": [list(pair) for pair in found.items()]}
            )
        case "gap":
            return one_each(list(key["gaps"]), key["words"], once=True).map(
                lambda found: {"gaps": found}
            )
    raise AssertionError(kind)


def theirs(kind: str, response: dict, source: dict[str, str]) -> list[str]:
    """Return a response of ours as a file writes it."""
    (found,) = response.values()
    if kind in ("sort", "match", "gap"):
        pairs = found.items() if isinstance(found, dict) else found
        both = [(source[one], source[two]) for one, two in pairs]
        turned = kind == "gap"
        return [f"{two} {one}" if turned else f"{one} {two}" for one, two in both]
    return [source[id_] for id_ in found]


@pytest.mark.parametrize("kind", HELD["qti"])
@patient
@given(data=st.data())
def test_an_export_scores_elsewhere_as_it_does_here(kind, data):
    question = data.draw(HELD["qti"][kind])
    if kind == "gap":
        # Words that read alike are one here, and two in QTI.
        texts = [w["value"]["text"] for w in question.value["words"]]
        texts += [w["value"]["text"] for w in question.value["decoys"]]
        if len(set(texts)) < len(texts):
            return
    written = formats.get("qti").write("Quiz", [question])
    (made,) = services.examine(written.data).made
    root = ElementTree.fromstring(Archive(written.data).read("items/question-1.xml"))
    normalise(root)
    item = read(root)
    response = data.draw(responses(kind, made.key))
    grade = kinds.get(kind).grade(made.key, response)
    given_ = {"RESPONSE": theirs(kind, response, made.question.source)}
    points = item.score(given_)
    best = item.declarations["MAXSCORE"].default[0]
    assert (points or 0.0) / float(best) == pytest.approx(
        grade.numerator / grade.denominator
    )
    shown = {feedback.text for feedback in item.shown(given_)}
    is_full = grade.outcome == "correct"
    closing = made.key["right"] if is_full else made.key["wrong"]
    if closing:
        assert shown & {" ".join(closing.split()), closing}
