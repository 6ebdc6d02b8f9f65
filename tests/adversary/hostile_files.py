"""Files of questions that were made to cost as much as they can, of each format.

Each function takes how often to repeat what is repeated, and gives name and bytes.
"""

import base64
import json
import random
import struct
import zlib
from collections.abc import Callable, Mapping

from exchange.archives import pack

Made = tuple[str, bytes]
QTI = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"


def gift(source: str) -> Made:
    return "bank.gift", source.encode()


def moodle(inside: str, type_: str = "multichoice", head: str = "") -> Made:
    text = f"<questiontext format='html'><text>{head}</text></questiontext>"
    source = f"<quiz><question type='{type_}'>{text}{inside}</question></quiz>"
    return "bank.xml", source.encode()


def cloze(text: str, markup: str = "html") -> Made:
    source = (
        f"<quiz><question type='cloze'><questiontext format='{markup}'>"
        f"<text><![CDATA[{text}]]></text></questiontext></question></quiz>"
    )
    return "bank.xml", source.encode()


def h5p(library: str, params: object, more: Mapping[str, bytes] | None = None) -> Made:
    meta = {"title": "It", "mainLibrary": library}
    files = {
        "h5p.json": json.dumps(meta).encode(),
        "content/content.json": json.dumps(params).encode(),
    }
    return "it.h5p", pack({**files, **(more or {})})


def raw_h5p(content: bytes, meta: bytes = b'{"mainLibrary": "H5P.Column"}') -> Made:
    return "it.h5p", pack({"h5p.json": meta, "content/content.json": content})


def item(
    body: str = "",
    choices: str = "<qti-simple-choice identifier='a'>A</qti-simple-choice>"
    "<qti-simple-choice identifier='b'>B</qti-simple-choice>",
    processing: str = "",
    more: str = "",
) -> bytes:
    return (
        f"<qti-assessment-item xmlns='{QTI}' identifier='i' title='T'>"
        "<qti-response-declaration identifier='RESPONSE' cardinality='single' "
        "base-type='identifier'><qti-correct-response><qti-value>a</qti-value>"
        f"</qti-correct-response></qti-response-declaration>{more}<qti-item-body>{body}"
        "<qti-choice-interaction response-identifier='RESPONSE' max-choices='1'>"
        f"<qti-prompt>Which?</qti-prompt>{choices}</qti-choice-interaction>"
        "</qti-item-body><qti-response-processing "
        + (f">{processing}" if processing else "template='match_correct'>")
        + "</qti-response-processing></qti-assessment-item>"
    ).encode()


def package(files: Mapping[str, bytes], named: list[str]) -> Made:
    resources = "".join(
        f"<resource identifier='r{n}' type='imsqti_item_xmlv3p0' href='{name}'/>"
        for n, name in enumerate(named)
    )
    manifest = f"<manifest><resources>{resources}</resources></manifest>".encode()
    return "package.zip", pack({"imsmanifest.xml": manifest, **files})


def png(width: int, height: int) -> bytes:
    """Return a picture of nothing: a thousand times smaller as a file than in memory."""
    rows = zlib.compressobj(9)
    line = b"\x00" * (1 + width)
    data = b"".join(rows.compress(line) for _row in range(height)) + rows.flush()
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body))
        + name
        + body
        + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )


def moodle_pictures(n: int) -> Made:
    """Return questions that each show a huge picture of their own."""
    questions = []
    for number in range(n):
        data = base64.b64encode(png(4000, 3900 + number)).decode()
        questions.append(
            "<question type='truefalse'><questiontext format='html'><text>"
            "&lt;img src='@@PLUGINFILE@@/a.png'&gt;Is it?</text>"
            f"<file name='a.png' path='/' encoding='base64'>{data}</file></questiontext>"
            "<answer fraction='100'><text>true</text></answer>"
            "<answer fraction='0'><text>false</text></answer></question>"
        )
    return "bank.xml", f"<quiz>{''.join(questions)}</quiz>".encode()


def one_picture_often(n: int) -> Made:
    """Return items that all show the same picture of many bytes."""
    picture = random.Random(1).randbytes(2_000_000)
    body = "<img src='p.png' alt='P'/>"
    files = {f"i{k}.xml": item(body.replace("P", str(k))) for k in range(n)}
    return package({"p.png": picture, **files}, list(files))


def one_stimulus_often(n: int) -> Made:
    stimulus = f"<qti-assessment-stimulus xmlns='{QTI}'><qti-stimulus-body>"
    stimulus += "<p>word</p>" * 20_000
    stimulus += "</qti-stimulus-body></qti-assessment-stimulus>"
    ref = "<qti-assessment-stimulus-ref identifier='s' href='s.xml'/>"
    files = {f"i{k}.xml": item(more=ref) for k in range(n)}
    return package({"s.xml": stimulus.encode(), **files}, list(files))


def wide_directory(n: int) -> Made:
    """Return a zip file whose entries have long extra fields."""
    extra = struct.pack("<HH", 0x4242, 0) * 16_000
    body, table = b"", b""
    for number in range(n):
        name = b"%d.xml" % number
        local = struct.pack(
            "<4s5H3L2H", b"PK\x03\x04", 20, 0, 0, 0, 0, 0, 0, 0, len(name), 0
        )
        table += struct.pack(
            "<4s4B4H3L5H2L",
            *(b"PK\x01\x02", 20, 0, 20, 0, 0, 0, 0, 0, 0, 0, 0),
            *(len(name), len(extra), 0, 0, 0, 0, len(body)),
        )
        table += name + extra
        body += local + name
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, n, n, len(table), len(body), 0)
    return "package.zip", body + table + end


def doubling(n: int) -> str:
    """Return rules that double a value each time they are carried out."""
    twice = "<qti-multiple>" + "<qti-variable identifier='X'/>" * 2 + "</qti-multiple>"
    start = "<qti-base-value base-type='identifier'>a</qti-base-value>"
    return "".join(
        f"<qti-set-outcome-value identifier='X'>{each}</qti-set-outcome-value>"
        for each in (start, *[twice] * n)
    )


def set_of(n: int, library: str, params: object) -> Made:
    one = {"library": f"{library} 1.0", "params": params}
    return h5p("H5P.QuestionSet", {"questions": [one] * n})


CHOICES = "<qti-simple-choice identifier='c{}'>C</qti-simple-choice>"
WEIGHED = '<answer fraction="50"><text>a</text></answer>'
PAIR = "<subquestion><text>a</text><answer><text>b</text></answer></subquestion>"
# What is repeated may be repeated this often: a file of 20 MB, or one that is refused.
MAKERS: Mapping[str, Callable[[int], Made]] = {
    "gift: answers": lambda n: gift("Who? {" + "=a ~b " * n + "}"),
    "gift: pairs": lambda n: gift("Who? {" + "=a -> b " * n + "}"),
    "gift: weights": lambda n: gift("Who? {" + "~%50%a " * n + "}"),
    "gift: categories": lambda n: gift("$CATEGORY: a/b\n" * n),
    "gift: comments": lambda n: gift("// a\n\n" * n),
    "gift: ids": lambda n: gift("// " + "[id:" * n + "\nWho? {=a ~b}"),
    "gift: spaces": lambda n: gift("Who? {=a" + " " * n + "b ~c}"),
    "gift: open braces": lambda n: gift("a {\n\n" * n),
    "gift: braces": lambda n: gift("{" * n),
    "gift: pictures": lambda n: gift("<img>" * n + "{=a ~b}"),
    "gift: small questions": lambda n: gift("a{=b~c}\n\n" * n),
    "gift: list items": lambda n: gift("[html]" + "<li>" * n + "{=a ~b}"),
    "gift: emphasis": lambda n: gift("[markdown]" + "**a " * n + "{=a ~b}"),
    "gift: note": lambda n: gift("// cop-challenge: " + "[" * n + "\nWho? {=a ~b}"),
    "gift: no text": lambda n: gift("\ufeff\u200b" * n),
    "json": lambda n: ("bank.json", ("[" + "[]," * n + "[]]").encode()),
    "xml: elements": lambda n: moodle("<a/>" * n),
    "xml: depth": lambda n: moodle("<a>" * n),
    "xml: attributes": lambda n: moodle(
        "<a " + " ".join(f'a{k}=""' for k in range(n)) + "/>"
    ),
    "xml: namespace": lambda n: moodle(
        f"<a xmlns:p='{'n' * n}'>" + "<p:b/>" * min(n, 100_000) + "</a>"
    ),
    "xml: declaration": lambda n: ("bank.xml", b"<?xml <quiz> " + b" " * n),
    "xml: comment": lambda n: moodle(f"<!--{' ' * n}-->"),
    "xml: one emoji": lambda n: moodle("a" * n + "😀"),
    "moodle: answers": lambda n: moodle(WEIGHED * n),
    "moodle: pairs": lambda n: moodle(PAIR * n, "matching"),
    "moodle: gaps": lambda n: moodle(
        "<selectoption><text>a</text></selectoption>", "gapselect", "[[1]]" * n
    ),
    "moodle: images": lambda n: moodle(WEIGHED * 2, head="&lt;img src=a&gt;" * n),
    "moodle: nested": lambda n: (
        "bank.xml",
        b"<quiz>" + b"<question type='cloze'>" * min(n, 50) + b"a" * n,
    ),
    "moodle: base64 of spaces": lambda n: moodle(
        f"<image>a.png</image><image_base64>{'a ' * n}</image_base64>" + WEIGHED * 2
    ),
    "moodle: digits": lambda n: moodle(f"<answer fraction='{'1' * n}'/>" * 2),
    "moodle: huge pictures": lambda n: moodle_pictures(max(2, n // 50_000)),
    "html: formatting": lambda n: moodle(
        WEIGHED * 2, head="".join(f"&lt;font a={k}>&lt;p>" for k in range(n))
    ),
    "html: open tags": lambda n: cloze('<a b="' * n),
    "html: comments": lambda n: cloze("<!--" * n),
    "html: scripts": lambda n: cloze("<script>" * n),
    "html: references": lambda n: cloze("&#1" * n),
    "html: digits": lambda n: cloze("&#" + "1" * n),
    "cloze: answers": lambda n: cloze("{1:MC:=a" + "~b" * n + "}"),
    "cloze: places": lambda n: cloze("{1:MC:=a~b#c}" * n),
    "cloze: long text": lambda n: cloze("word " * n + "{1:MC:=a~b#c}" * 50),
    "cloze: braces": lambda n: cloze("{1:MC:" * n),
    "cloze: markdown": lambda n: cloze(" _a" * n, "markdown"),
    "h5p: stars": lambda n: h5p("H5P.DragText", {"textField": "*" * n}),
    "h5p: gaps": lambda n: h5p("H5P.DragText", {"textField": "*a* " * n}),
    "h5p: words": lambda n: h5p("H5P.MarkTheWords", {"textField": "*ab* c " * n}),
    "h5p: signs": lambda n: h5p("H5P.MarkTheWords", {"textField": "," * n + "a" * n}),
    "h5p: a thousand words": lambda n: set_of(
        min(n, 400), "H5P.MarkTheWords", {"textField": "*ab* c " * 499}
    ),
    "h5p: answers": lambda n: h5p(
        "H5P.MultiChoice", {"answers": [{"text": "a", "correct": True}] * n}
    ),
    "h5p: contents": lambda n: set_of(n, "H5P.TrueFalse", {"correct": "true"}),
    "h5p: nothing": lambda n: raw_h5p(b"[" + b"[]," * n + b"[]]"),
    "h5p: depth": lambda n: raw_h5p(b'{"content":' + b"[" * n),
    "h5p: zones": lambda n: h5p(
        "H5P.DragQuestion",
        {"question": {"task": {"elements": [{}] * n, "dropZones": [{}] * n}}},
    ),
    "qti: choices": lambda n: (
        "item.xml",
        item(choices="".join(CHOICES.format(k) for k in range(n))),
    ),
    "qti: one file often": lambda n: package(
        {"i.xml": item("<p>word</p>" * 5_000)}, ["i.xml"] * n
    ),
    "qti: one picture often": lambda n: one_picture_often(min(n // 10, 1_000)),
    "qti: one stimulus often": lambda n: one_stimulus_often(min(n // 10, 1_000)),
    "qti: doubling": lambda n: ("item.xml", item(processing=doubling(min(n, 60)))),
    "qti: rules": lambda n: ("item.xml", item(processing=doubling(1) * (n // 2 + 1))),
    "qti: interactions": lambda n: (
        "item.xml",
        item(
            "<qti-choice-interaction response-identifier='RESPONSE'>"
            f"{CHOICES.format(1)}</qti-choice-interaction>" * n
        ),
    ),
    "qti: long scoring": lambda n: package(
        {
            f"i{k}.xml": item(
                choices="".join(CHOICES.format(c) for c in ["", *range(50)]).replace(
                    "'c'", "'a'"
                ),
                processing=doubling(2) * 10,
            )
            for k in range(min(n // 10, 1_000))
        },
        [f"i{k}.xml" for k in range(min(n // 10, 1_000))],
    ),
    "zip: extra fields": lambda n: wide_directory(min(n // 1_000 + 1, 300)),
    "zip: entries": lambda n: (
        "a.zip",
        pack({str(k): b"" for k in range(min(n, 60_000))}),
    ),
    "zip: bomb": lambda n: ("a.zip", pack({"a.xml": b" " * min(10 * n, 90_000_000)})),
}
