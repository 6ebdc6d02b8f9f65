"""Files of questions that cost as much as they can: read or refused, soon and in little room.

The short form holds that the time grows as the file does, and that no file brings up an
error. The long form examines the worst files at the upload limit, and just below the limits
on text, each in a process of its own.
"""

import json
import logging
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from exchange import services
from exchange.archives import Archive
from exchange.text import MAX_BYTES
from tests.adversary import IS_LONG, rounds
from tests.adversary.hostile_files import MAKERS, item, package, raw_h5p
from tests.exchange.files import GIFT, MOODLE
from tests.exchange.reading import left_out, made
from tests.exchange.test_h5p import DRAG_TEXT, MULTI_CHOICE
from tests.exchange.test_h5p import package as h5p_package

# What a file may take: in seconds of CPU, and in megabytes.
MOST_SECONDS = 2.0
MOST_MEGABYTES = 200
# So many times the file may take so many times as long; the square would be 64.
TIMES, MOST_GROWTH = 8, 20
# Less than this is noise.
TOO_SHORT = 0.02
# How many bytes a file has that is read to its end, and one that is the largest.
SIZES = (3_900_000, MAX_BYTES)


def examined(name: str, data: bytes):
    """Examine a file, and give the report and the seconds of CPU."""
    start = time.process_time()
    report = services.examine(data, name)
    return report, time.process_time() - start


def of_size(make, size: int) -> tuple[str, bytes]:
    """Return the largest file of a kind that is not larger than ``size``."""
    # Packed formats grow slowly; these are as many repetitions as the limits tell apart.
    count = min(3_000_000, 1_000 * size // len(make(1_000)[1]))
    name, data = make(count)
    while len(data) > size:
        count = count * 9 // 10
        name, data = make(count)
    return name, data


@pytest.mark.parametrize("kind", MAKERS)
def test_the_time_grows_as_the_file_does(kind, caplog):
    count = rounds(1_000, 4_000)
    _report, small = examined(*MAKERS[kind](count))
    most = MOST_GROWTH * max(small, TOO_SHORT)
    # Once in a while the collector of garbage runs in between: that is not the file's.
    for _try in range(3):
        report, large = examined(*MAKERS[kind](TIMES * count))
        if large < most:
            break
    assert report.made or report.left_out or report.errors
    assert all([*report.errors, *left_out(report)])
    assert caplog.records == []
    assert large < most


@pytest.fixture(scope="module")
def examiner() -> Iterator[Callable[[Path], dict[str, Any]]]:
    """Yield a function that examines a file in a process of its own."""
    command = [sys.executable, "-m", "tests.adversary.examine_file"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:

        def examine(path: Path) -> dict[str, Any]:
            process.stdin.write(f"{path}\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        yield examine
        process.stdin.close()


@pytest.mark.skipif(not IS_LONG, reason="takes minutes; see make adversary")
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", MAKERS)
def test_the_worst_files_are_read_or_refused_in_two_seconds(
    kind, size, tmp_path, examiner, figure
):
    name, data = of_size(MAKERS[kind], size)
    path = tmp_path / name
    path.write_bytes(data)
    # The lesser of two, as the machine does other things, too.
    runs = [examiner(path) for _try in range(2)]
    best = min(runs, key=lambda run: run["seconds"])
    figure(
        f"{kind}, {len(data) / 1e6:.1f} MB",
        f"{best['seconds']} s, {best['megabytes']} MB: {best['made']} made, "
        f"{best['left_out']} left out; {best['says'] or 'nothing refused'}",
    )
    assert best["seconds"] <= MOST_SECONDS
    assert best["megabytes"] <= MOST_MEGABYTES


@pytest.fixture
def unpacked(monkeypatch) -> list[str]:
    """Return a list that gets the name of each file that is unpacked."""
    names: list[str] = []
    read = Archive.read

    def noted(archive: Archive, name: str) -> bytes:
        names.append(name)
        return read(archive, name)

    monkeypatch.setattr(Archive, "read", noted)
    return names


def test_a_file_that_its_manifest_names_often_is_read_once(unpacked):
    name, data = package({"i.xml": item()}, ["i.xml", "./i.xml"] * 100)
    report = services.examine(data, name)
    assert len(report.made) == 1
    assert unpacked.count("i.xml") == 1


@pytest.mark.parametrize("kind", ["qti: one picture often", "qti: one stimulus often"])
def test_what_many_items_show_is_unpacked_once(unpacked, kind):
    name, data = MAKERS[kind](200)
    assert len(services.examine(data, name).made) == 20
    assert len(unpacked) == len(set(unpacked))


def test_one_huge_question_does_not_take_the_others_along():
    huge = "Huge? {" + "=a ~b " * 1_000 + "}"
    report = services.examine(f"Who? {{=Sam ~Ali}}\n\n{huge}".encode(), "bank.gift")
    assert [each.question.value["prompt"] for each in report.made] == ["Who?"]
    assert "more than 100 answers" in report.left_out[0].reason


# Text that looks as Word's does: thousands of characters of markup before the words.
WORD = (
    "<!--[if gte mso 9]><xml>" + "<w:x w:val='false'/>" * 2_000 + "</xml><![endif]-->"
    "<style>" + "p.MsoNormal { margin: 0cm }\n" * 500 + "</style>"
    "<p class='MsoNormal' style='" + "mso-bidi-font-family:Arial;" * 200 + "'>"
    "<span lang='EN-GB'>Who is at the <b>door</b>?</span></p>"
)


@pytest.mark.parametrize("type_", ["multichoice", "cloze"])
def test_the_words_of_a_text_with_much_markup_are_read(type_):
    gap = " {1:MC:=We do not know~A friend}" if type_ == "cloze" else ""
    source = (
        f"<quiz><question type='{type_}'><questiontext format='html'><text><![CDATA["
        f"{WORD}{gap}]]></text></questiontext>"
        "<answer fraction='100'><text>We do not know</text></answer>"
        "<answer fraction='0'><text>A friend</text></answer></question></quiz>"
    )
    value = made(services.examine(source.encode(), "bank.xml")).value
    words = value["text"] if type_ == "cloze" else value["prompt"]
    assert words.startswith("Who is at the door?")


def test_nothing_is_cut_without_a_note():
    source = "<p>" + "word " * 8_000 + "</p>"
    data = f"[html]{source} {{={'right ' * 4_000} ~wrong}}".encode()
    (found,) = services.examine(data, "bank.gift").made
    assert sum("shortened" in note for note in found.notes) == 2


HALVES = [r"\ud800", r"\udfff", r"x\uDBFFy", r"\ud83d\ud83d"]


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("place", ["library", "title", "question", "answers", "name"])
def test_half_a_letter_in_json_spoils_neither_file_nor_page(half, place):
    params = json.dumps({**MULTI_CHOICE, "subContentId": "S"})
    meta = '{"mainLibrary": "H5P.MultiChoice", "title": "T"}'
    where = {
        "library": ('"H5P.MultiChoice"', f'"H5P.{half}"'),
        "title": ('"T"', f'"{half}"'),
        "question": ("Who is", half),
        "answers": ("A friend", half),
        "name": ('"S"', f'"{half}"'),
    }
    old, new = where[place]
    name, data = raw_h5p(
        params.replace(old, new).encode(), meta.replace(old, new).encode()
    )
    report = services.examine(data, name)
    assert len(report.made) == (place != "library")
    # As the review page and the command line write it.
    json.dumps(report.as_json(), ensure_ascii=False).encode()


@pytest.mark.parametrize("weight", ["nan", "inf", "-inf", "1e999", "9" * 400])
def test_points_that_are_no_number_are_told(weight):
    source = (
        "<quiz><question type='multichoice'><questiontext><text>Who?</text>"
        "</questiontext><answer fraction='100'><text>Sam</text></answer>"
        f"<answer fraction='{weight}'><text>Ali</text></answer></question></quiz>"
    )
    (found,) = services.examine(source.encode(), "bank.xml").made
    right = [each["value"]["correct"] for each in found.question.value["options"]]
    # So many nines are a number, and worth all points.
    assert right == [True, weight[0] == "9"]
    assert any("no number" in note for note in found.notes) != right[1]


def test_a_picture_that_cannot_be_unpacked_leaves_its_question():
    name, data = package(
        {"p.png": b"picture" * 100, "i.xml": item("<img src='p.png' alt='P'/>")},
        ["i.xml"],
    )
    start = data.index(b"p.png") + len(b"p.png")
    broken = data[:start] + b"\xff" * 4 + data[start + 4 :]
    (found,) = services.examine(broken, name).made
    assert any("p.png" in note and "left out" in note for note in found.notes)


SEEDS = {
    "bank.gift": GIFT,
    "bank.xml": MOODLE,
    "it.h5p": h5p_package("H5P.DragText", DRAG_TEXT),
    # Its content.json alone, so that mutants of it are still packages.
    "content.json": json.dumps(DRAG_TEXT).encode(),
    "item.xml": item("<p>word <img src='p.png' alt='P'/></p>"),
    "package.zip": package({"i.xml": item(), "p.png": b"x"}, ["i.xml"])[1],
}
# What breaks decoders: ends, halves of letters, signs of markup, huge numbers.
SPLICES = [
    *(b"\x00", b"\xff", b"\xed\xa0\x80", b"\xf0\x9f", b"\\ud800", b"&#xD800;", b"&#0;"),
    *(b"<", b">", b"]]>", b"<![CDATA[", b"{", b"}", b"=", b"~", b"%", b"->", b"####"),
    *(b"*", b"\\", b'"', b"[", b"nan", b"-1", b"9" * 400, b"1e999", b"PK\x01\x02"),
]


def mutant(source: random.Random, data: bytes) -> bytes:
    """Return a file with a few places changed, cut, doubled or spliced."""
    for _change in range(source.randint(1, 4)):
        at, to = sorted(source.randrange(len(data) + 1) for _end in range(2))
        to = min(to, at + source.choice([1, 8, 200]))
        part = source.choice(
            [b"", data[at:to] * 2, source.choice(SPLICES), source.randbytes(to - at)]
        )
        data = data[:at] + part + data[to:]
    return data


@pytest.mark.parametrize("name", SEEDS)
def test_a_mutant_brings_up_no_error(name, caplog):
    caplog.set_level(logging.WARNING, "exchange")
    source = random.Random(name)
    for _mutant in range(rounds(150, 5_000)):
        called, data = (
            source.choice([name, "", "bank.txt"]),
            mutant(source, SEEDS[name]),
        )
        if name == "content.json":
            called, data = raw_h5p(data, b'{"mainLibrary": "H5P.DragText"}')
        report = services.examine(data, called)
        assert report.made or report.left_out or report.errors
        assert all([*report.errors, *left_out(report)])
        json.dumps(report.as_json(), ensure_ascii=False).encode()
    assert [record.getMessage() for record in caplog.records] == []
