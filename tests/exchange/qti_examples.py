"""Import a folder of QTI files and grade what they declare as right.

Not a test that pytest runs: 1EdTech's examples may not be passed on, so whoever has them
names their folder:

    python tests/exchange/qti_examples.py FOLDER

or sets QTI_EXAMPLES. Every XML file with an item and every zip file is examined. For each
question that is made, the file's own right response goes through ``source`` to our grader:
it must earn everything, and no response nothing. Ends with 1 if one does not. Names each
item that asks one thing, in a supported way, and is left out all the same. VERBOSE=1 names
every item with its notes.
"""

import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

SUPPORTED = {
    f"{name}Interaction"
    for name in (
        *("choice", "order", "match", "associate", "gapMatch", "inlineChoice"),
        *("hottext", "hotspot"),
    )
}
ROOT = Path(__file__).resolve().parents[3]


def local(tag: str) -> str:
    """Return the name that an element has in QTI 2."""
    name = tag.rpartition("}")[2].removeprefix("qti-")
    return re.sub(r"-([a-z])", lambda found: found[1].upper(), name)


def declared(root: ElementTree.Element) -> dict[str, list[str]]:
    """Return the right response to each interaction, as the file writes it."""
    found = {}
    for element in root:
        if local(element.tag) != "responseDeclaration":
            continue
        values: list[str] = []
        for child in element:
            if local(child.tag) == "correctResponse":
                values = [(value.text or "").strip() for value in child]
            elif local(child.tag) == "mapping" and not values:
                entries = [
                    (
                        entry.get("mapKey") or entry.get("map-key"),
                        float(
                            entry.get("mappedValue") or entry.get("mapped-value") or 0
                        ),
                    )
                    for entry in child
                ]
                values = [key for key, worth in entries if key and worth > 0]
        found[element.get("identifier") or ""] = list(dict.fromkeys(values))
    return found


def interactions(root: ElementTree.Element) -> list[str]:
    """Return the interactions of an item that ask something."""
    names = [local(element.tag) for element in root.iter()]
    return [
        name
        for name in names
        if name.endswith("Interaction")
        and name not in ("endAttemptInteraction", "mediaInteraction")
    ]


def candidates(made: dict[str, Any], right: dict[str, list[str]]) -> Iterator[dict]:
    """Yield our responses that may be what the file's right response says."""
    ours: dict[str, list[str]] = {}
    for id_, theirs in made["source"].items():
        if id_ != "question":
            ours.setdefault(theirs, []).append(id_)
    kind, key = made["kind"], made["key"]
    gaps = {
        name: values[0] for name, values in right.items() if name in ours and values
    }
    if kind == "gap" and gaps and all(value in ours for value in gaps.values()):
        sides = [(ours[name], ours[value]) for name, value in gaps.items()]
        yield {"gaps": _filled(sides)}
    for values in right.values():
        try:
            yield from _of_one(kind, key, values, ours)
        except (KeyError, IndexError):
            continue


def _of_one(
    kind: str, key: dict[str, Any], values: list[str], ours: dict[str, list[str]]
) -> Iterator[dict]:
    fields = {
        "choice": "choices",
        "order": "order",
        "mark": "marks",
        "hotspot": "spots",
    }
    if kind in fields:
        yield {fields[kind]: [ours[value][0] for value in values]}
        return
    pairs = [tuple(value.split()) for value in values]
    for one, two in ((0, 1), (1, 0)):
        sides = [(ours[pair[one]], ours[pair[two]]) for pair in pairs]
        if kind == "match":
            yield {"pairs": [[left[0], right[0]] for left, right in sides]}
        elif kind == "sort":
            yield {"bins": {thing[0]: bin_[0] for thing, bin_ in sides}}
        elif kind == "gap":
            yield {"gaps": _filled([(gap, word) for word, gap in sides])}


def _filled(sides: list[tuple[list[str], list[str]]]) -> dict[str, str]:
    filled: dict[str, str] = {}
    for (gap,), words in sides:
        filled[gap] = next(word for word in words if word not in filled.values())
    return filled


def main(folder: Path) -> int:
    """Examine every file below ``folder`` and print what came of it."""
    from exchange.services import examine
    from quizzes import kinds

    counts: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    faults: list[str] = []
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if path.suffix == ".zip":
            report = examine(path.read_bytes(), path.name, "qti").as_json()
            counts["zip files"] += 1
            counts["made in zip files"] += len(report["made"])
            counts["left out in zip files"] += len(report["left_out"])
            for error in report["errors"]:
                print(f"{name}: {error}")
            continue
        if path.suffix != ".xml":
            continue
        try:
            root = ElementTree.parse(path).getroot()
        except ElementTree.ParseError:
            counts["no XML"] += 1
            continue
        if local(root.tag) != "assessmentItem":
            continue
        counts["items"] += 1
        report = examine(path.read_bytes(), path.name, "auto").as_json()
        right = declared(root)
        asked = interactions(root)
        for left in report["left_out"] + [{"reason": e} for e in report["errors"]]:
            counts["left out"] += 1
            reasons[f"{','.join(sorted(set(asked)))}: {left['reason']}"] += 1
            if os.environ.get("VERBOSE") or (len(asked) == 1 and asked[0] in SUPPORTED):
                print("OUT", name, left["reason"])
        for made in report["made"]:
            counts[f"made {made['kind']}"] += 1
            kind = kinds.get(made["kind"])
            if os.environ.get("VERBOSE"):
                print("MADE", name, made["kind"], *made["notes"], sep="\n   ")
            if not kind.scored:
                continue
            best = max(
                (_score(kind, made["key"], each) for each in candidates(made, right)),
                default=0.0,
            )
            none = _score(kind, made["key"], kind.empty())
            if best != 1 or none != 0:
                faults.append(
                    f"{name}: {made['kind']}: {best} for right, {none} for none"
                )
            else:
                counts["graded full"] += 1
    for reason, count in sorted(reasons.items()):
        print(f"{count:4} left out: {reason}")
    for name_, count in sorted(counts.items()):
        print(f"{count:4} {name_}")
    for fault in faults:
        print(f"FAULT {fault}")
    return bool(faults)


def _score(kind: Any, key: dict[str, Any], response: dict) -> float:
    from quizzes.kinds.base import InvalidResponse

    try:
        return kind.grade(key, response).score or 0.0
    except InvalidResponse:
        return -1.0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django

    django.setup()
    where = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("QTI_EXAMPLES", "")
    if not where:
        sys.exit("Name the folder with the QTI files.")
    sys.exit(main(Path(where)))
