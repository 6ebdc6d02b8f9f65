"""Files that are broken, or made to break something: a clear error, and nothing else."""

import codecs
import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exchange import formats, services
from exchange.base import LeaveOut
from exchange.pictures import inspect
from exchange.text import MAX_BYTES, MAX_QUESTIONS
from tests.exchange.files import GIFT, MOODLE, PNG, png
from tests.quizzes.strategies import steady

NAMES = ["auto", "gift", "moodle-xml"]


def laughs(depth=12):
    entities = "".join(
        f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, depth)
    )
    return f'<!DOCTYPE q [<!ENTITY l0 "lol">{entities}]><quiz>&l{depth - 1};</quiz>'


def zipped(name="a.txt", data=b"x"):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, data)
    return file.getvalue()


FILES = {
    "empty": b"",
    "space": b" \n\t ",
    "nul": b"Who? {=Sam\x00 ~Ali}",
    "only nul": b"\x00" * 100,
    "a false mark": codecs.BOM_UTF8 + b"\xff\xfe\xfd{T}",
    "half a letter": codecs.BOM_UTF16_LE + b"\x41",
    "bytes": bytes(range(256)) * 4,
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\x00",
    "png": PNG,
    "zip": zipped(),
    "json": b'{"made": [{"a": 1}]}',
    "html": b"<!doctype html><html><style>p { color: red }</style></html>",
    "xxe": b'<!DOCTYPE q [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz>&x;</quiz>',
    "external dtd": b'<!DOCTYPE q SYSTEM "http://example.org/q.dtd"><quiz/>',
    "laughs": laughs().encode(),
    "truncated xml": MOODLE[: len(MOODLE) // 2],
    "no quiz": b"<?xml version='1.0'?><assessment/>",
    "empty quiz": b"<quiz></quiz>",
    "deep": b"<quiz>" + b"<question>" * 5000,
}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("data", FILES.values(), ids=FILES)
def test_a_file_that_is_no_bank_gives_an_error_or_reasons(data, name):
    report = services.examine(data, "bank", name)
    assert report.made == ()
    assert report.errors or report.left_out
    assert all(report.errors)
    if name == "auto":
        assert report.errors


@pytest.mark.parametrize("data", [GIFT, MOODLE])
def test_a_bank_cut_anywhere_gives_no_fault(data, caplog):
    for end in range(0, len(data), 37):
        report = services.examine(data[:end], "bank")
        assert report.made or report.left_out or report.errors
    assert caplog.records == []


@pytest.mark.parametrize("name", NAMES)
@steady
@given(data=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_give_a_report(name, data):
    report = services.examine(data, "bank", name)
    assert report.made or report.left_out or report.errors


@settings(steady, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(alphabet=st.sampled_from('{}~=#:\\%>-[]/ \n"aT1$'), max_size=80),
    name=st.sampled_from(["gift", "auto"]),
)
def test_any_signs_of_gift_give_a_report_and_log_nothing(text, name, caplog):
    services.examine(text.encode(), "bank.gift", name)
    assert caplog.records == []


def test_too_large_a_file_is_not_read(monkeypatch):
    monkeypatch.setattr(services, "_format", None)
    report = services.examine(b"a" * (MAX_BYTES + 1), "bank.gift")
    assert report.errors == ("The file is larger than 20 MB.",)


def test_too_many_questions_are_refused():
    report = services.examine(b"Who? {T}\n\n" * (MAX_QUESTIONS + 1), "bank.gift")
    assert "2000" in report.errors[0]
    assert report.made == ()


def test_many_questions_are_read():
    report = services.examine(b"Who? {=Sam ~Ali}\n\n" * 300, "bank.gift")
    assert len(report.made) == 300


def test_long_words_are_shortened_and_noted():
    source = f"::{'t ' * 100}::{'p ' * 900}{{={'o ' * 400}#{'f ' * 400} ~b}}"
    (made,) = services.examine(source.encode(), "bank.gift").made
    value = made.question.value
    assert len(value["title"]) <= 120
    assert len(value["prompt"]) <= 600
    assert len(value["options"][0]["value"]["text"]) <= 300
    assert len(value["options"][0]["value"]["feedback"]) <= 400
    assert sum("shortened" in note for note in made.notes) == 4


def test_backtracking_finds_no_trap():
    for source in (
        "{" * 20_000,
        "{1:MC:" * 5_000 + "=a~b",
        "<" * 50_000,
        "[" * 30_000 + "](",
        "*" * 30_000,
        "&" * 30_000,
        "::" * 20_000,
        "=->" * 20_000 + "{",
        "<p " * 20_000,
    ):
        for name in ("gift", "moodle-xml"):
            services.examine(f"{source}\n{{T}}".encode(), "bank", name)
        wrapped = source.replace("&", "&amp;").replace("<", "&lt;")
        for type_ in ("cloze", "truefalse"):
            services.examine(
                f"<quiz><question type='{type_}'><questiontext format='markdown'><text>"
                f"{wrapped}</text></questiontext></question></quiz>".encode()
            )


def test_every_format_tells_its_own_files_from_others():
    assert formats.sniff(GIFT, "bank.txt") is formats.get("gift")
    assert formats.sniff(MOODLE, "bank.txt") is formats.get("moodle-xml")
    assert formats.sniff(codecs.BOM_UTF8 + MOODLE, "") is formats.get("moodle-xml")
    text = MOODLE.decode().replace("UTF-8", "UTF-16")
    data = codecs.BOM_UTF16_LE + text.encode("utf-16-le")
    assert formats.sniff(data, "") is formats.get("moodle-xml")
    assert len(services.examine(data).made) == 1


class TestPictures:
    def svg(self, inside="", more=""):
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30" {more}>'
            f"{inside}</svg>"
        ).encode()

    def test_what_is_one_is_told_by_what_is_in_it(self):
        assert inspect(png(7, 5)).suffix == ".png"
        assert (inspect(png(7, 5)).width, inspect(png(7, 5)).height) == (7, 5)
        found = inspect(self.svg('<path d="M0 0"/><use href="#a"/>'))
        assert (found.suffix, found.width, found.height) == (".svg", 40, 30)

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"no picture",
            png()[:40],
            b"GIF89a" + b"\x00" * 20,
            b"<html/>",
            b"%PDF-1.7",
            b"\x00" * 100,
        ],
    )
    def test_what_is_none_is_refused(self, data):
        with pytest.raises(LeaveOut):
            inspect(data)

    @pytest.mark.parametrize(
        ("inside", "more"),
        [
            ("<script>alert(1)</script>", ""),
            ("<g onclick='alert(1)'/>", ""),
            ("", "onload='alert(1)'"),
            ("<foreignObject/>", ""),
            ("<a href='#x'/>", ""),
            ("<animate attributeName='href' to='x'/>", ""),
            ("<image href='https://example.org/a.png'/>", ""),
            ("<image href='data:image/svg+xml;base64,PHN2Zz4='/>", ""),
            ("<use href='javascript:alert(1)'/>", ""),
            ("<style>@import 'https://example.org/a.css';</style>", ""),
            ("<rect fill='url(https://example.org/a.svg#b)'/>", ""),
            ("<g style='background: url(\"//example.org/a\")'/>", ""),
        ],
    )
    def test_a_drawing_that_does_something_is_refused(self, inside, more):
        with pytest.raises(LeaveOut):
            inspect(self.svg(inside, more))

    def test_a_drawing_with_entities_is_refused(self):
        with pytest.raises(LeaveOut):
            inspect(b'<!DOCTYPE svg [<!ENTITY a "b">]>' + self.svg("&a;"))

    def test_too_many_pixels_are_refused(self, monkeypatch):
        monkeypatch.setattr("exchange.pictures.MAX_PIXELS", 20)
        with pytest.raises(LeaveOut, match="pixels"):
            inspect(png(7, 5))

    def test_too_large_a_file_is_refused(self, monkeypatch):
        monkeypatch.setattr("exchange.pictures.MAX_BYTES", 20)
        with pytest.raises(LeaveOut, match="10 MB"):
            inspect(png())
