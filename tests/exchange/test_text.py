"""Foreign text made safe and plain."""

import codecs

import pytest

from exchange.base import TooMuch, Unreadable
from exchange.budget import Budget
from exchange.questions import short_id, shorten
from exchange.text import (
    MAX_DEPTH,
    as_text,
    decode,
    parse_xml,
    pictures_in,
    plain,
    tidy,
)

WORDS = "Où est la clé? أين المفتاح؟"


@pytest.mark.parametrize(
    "data",
    [
        WORDS.encode(),
        codecs.BOM_UTF8 + WORDS.encode(),
        codecs.BOM_UTF16_LE + WORDS.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + WORDS.encode("utf-32-le"),
    ],
)
def test_unicode_is_read_with_and_without_a_mark(data):
    assert decode(data) == WORDS


def test_old_windows_files_are_read():
    assert decode("“Où est la clé?”".encode("windows-1252")) == "“Où est la clé?”"
    assert decode("أين المفتاح؟".encode("windows-1256"), "ar") == "أين المفتاح؟"


def test_line_ends_are_of_one_kind():
    assert decode(b"a\r\nb\rc\n") == "a\nb\nc\n"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"a\x00b", "NUL"),
        (codecs.BOM_UTF8 + b"\xff\xff", "UTF-8"),
        (codecs.BOM_UTF16_LE + b"a", "UTF-16-LE"),
    ],
)
def test_what_is_no_text_is_refused(data, reason):
    with pytest.raises(Unreadable) as caught:
        decode(data)
    assert reason in caught.value.reason


def test_tidy_text_has_no_controls_and_one_form():
    assert tidy(" a\x07\x1b[31m\ufeff\ud800  b\t\tc ") == "a[31m b c"
    assert tidy("e\u0301") == "é"
    assert tidy("a \r\n\r\n\r\n\r\n b") == "a\n\nb"
    # Joiners and marks that Arabic and emoji need stay.
    assert tidy("می\u200cخواهم 👩\u200d👧") == "می\u200cخواهم 👩\u200d👧"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>Hello <b>you</b></p>\n<p>there</p>", "Hello you\nthere"),
        ("one<br>two<br/><br>three", "one\ntwo\n\nthree"),
        ("<ul><li>one</li><li>two</li></ul>", "• one\n• two"),
        ("<div><p>deep</p></div><div>er</div>", "deep\ner"),
        ("a &amp; b &lt;c&gt; &eacute;&nbsp;&#8217;", "a & b <c> é ’"),
        ("5 < 6 and 7 > 3", "5 < 6 and 7 > 3"),
        ("x<script>alert(1)</script>y<style>p{}</style>z", "xyz"),
        ("<img src=x onerror=alert(1)>x", "x"),
        ("<a href='javascript:alert(1)'>link</a>", "link"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;", "<script>alert(1)</script>"),
        ("<p>unclosed <b>tags", "unclosed tags"),
        ("", ""),
    ],
)
def test_html_becomes_words(source, text):
    assert plain(source) == text


@pytest.mark.parametrize(
    ("source", "markup", "text"),
    [
        ("Is 3 < 5 & 5 > 3?", "moodle", "Is 3 < 5 & 5 > 3?"),
        ("Is <b>this</b>\nright?", "moodle", "Is this\nright?"),
        ("Is <b>this</b>?", "plain", "Is <b>this</b>?"),
        (
            "# Who\n\n**is** _it_, `sam`? [See](http://x.org) snake_case",
            "markdown",
            None,
        ),
    ],
)
def test_each_markup_has_its_rules(source, markup, text):
    assert as_text(source, markup) == text or text is None
    if markup == "markdown":
        assert as_text(source, markup) == "Who\n\nis it, sam? See snake_case"


def test_images_are_found_with_their_words():
    source = '<p><IMG alt="A  door" src="a.png"><img src=b.png></p>'
    assert pictures_in(source) == [("a.png", "A door"), ("b.png", "")]


def test_words_are_cut_between_two_of_them():
    assert shorten("one two three", 13) == "one two three"
    assert shorten("one two three", 10) == "one two…"
    assert shorten("a" * 20, 10) == "a" * 9 + "…"


def test_ids_follow_from_the_question_and_never_look_like_numbers():
    ids = [short_id("o", "Who?", number) for number in range(200)]
    assert len(set(ids)) == 200
    assert ids == [short_id("o", "Who?", number) for number in range(200)]
    assert not any(id_.isdecimal() for id_ in ids)
    # The order of the file must not show.
    assert ids != sorted(ids)


class TestXml:
    def test_it_is_read_in_the_encoding_that_it_declares(self):
        source = '<?xml version="1.0" encoding="%s"?>\n<a>clé</a>'
        for name in ("utf-8", "iso-8859-1", "windows-1252", "UTF-8"):
            data = (source % name).encode(name)
            assert parse_xml(data).text == "clé"
        data = codecs.BOM_UTF16_LE + (source % "utf-16").encode("utf-16-le")
        assert parse_xml(data).text == "clé"

    def test_a_false_declaration_is_forgiven(self):
        data = '<?xml version="1.0" encoding="utf-8"?><a>clé</a>'.encode("windows-1252")
        assert parse_xml(data).text == "clé"
        assert (
            parse_xml(b'<?xml version="1.0" encoding="punycode"?><a>b</a>').text == "b"
        )

    @pytest.mark.parametrize(
        "data",
        [
            b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
            b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
            b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><a>&d;</a>',
            b'<!DOCTYPE a [<!ENTITY % b SYSTEM "http://x.org/b.dtd"> %b;]><a/>',
        ],
    )
    def test_entities_and_document_types_are_refused(self, data):
        with pytest.raises(Unreadable) as caught:
            parse_xml(data)
        assert "DOCTYPE" in caught.value.reason

    @pytest.mark.parametrize(
        ("data", "place"),
        [
            (b"<a>\n  <b></a>", "line 2, column 8"),
            (b'<?xml version="1.0"?>\n<a>', "line 2"),
            (b"<a>&nbsp;</a>", "line 1"),
            (b"no xml", "line 1"),
        ],
    )
    def test_a_fault_is_told_with_its_place(self, data, place):
        with pytest.raises(Unreadable) as caught:
            parse_xml(data)
        assert place in caught.value.reason

    def test_depth_and_size_have_limits(self):
        deep = b"<a>" * (MAX_DEPTH + 1) + b"</a>" * (MAX_DEPTH + 1)
        with pytest.raises(Unreadable, match="too deeply"):
            parse_xml(deep)
        with pytest.raises(TooMuch, match="too many"):
            parse_xml(b"<a>" + b"<b/>" * 11 + b"</a>", budget=Budget(elements=10))
