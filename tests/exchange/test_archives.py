"""Zip files of strangers."""

import io
import stat
import struct
import zipfile

import pytest

from exchange import archives, services
from exchange.archives import Archive, pack
from exchange.base import Unreadable


def zipped(method: int = zipfile.ZIP_DEFLATED, **files: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()


def named(name: str, attributes: int = 0) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        entry = zipfile.ZipInfo("x" * len(name))
        entry.external_attr = attributes
        archive.writestr(entry, b"text")
    return packed.getvalue().replace(b"x" * len(name), name.encode())


def refusal(data: bytes) -> str:
    with pytest.raises(Unreadable) as error:
        Archive(data)
    return error.value.reason


def test_files_are_read_by_their_name():
    archive = Archive(pack({"b/two.txt": b"2", "one.txt": b"1"}))
    assert archive.names == ["b/two.txt", "one.txt"]
    assert archive.read("b/two.txt") == b"2"
    assert "one.txt" in archive
    with pytest.raises(KeyError):
        archive.read("three.txt")


@pytest.mark.parametrize(
    ("reference", "base", "found"),
    [
        ("a.png", "", "a.png"),
        ("../a.png", "items/one.xml", "a.png"),
        ("my%20b.png", "items/one.xml", "items/my b.png"),
        ("./my b.png?x=1#y", "items/one.xml", "items/my b.png"),
        ("../../../etc/passwd", "items/one.xml", None),
        ("/etc/passwd", "", None),
        ("https://example.org/a.png", "", None),
        ("//example.org/a.png", "", None),
        ("http://[", "", None),
        ("", "", None),
        ("gone.png", "", None),
    ],
)
def test_references_are_followed_inside_only(reference, base, found):
    archive = Archive(
        pack({"a.png": b"a", "items/my b.png": b"b", "items/one.xml": b""})
    )
    assert archive.find(reference, base) == found


@pytest.mark.parametrize(
    "name", ["../evil.txt", "/etc/evil.txt", "a/../../evil", "..\\evil.txt", "C:\\evil"]
)
def test_names_that_lead_out_are_refused(name):
    assert "lead out" in refusal(named(name))


def test_links_are_refused():
    assert "lead out" in refusal(named("link", (stat.S_IFLNK | 0o777) << 16))


def test_a_bomb_is_refused():
    assert "far more" in refusal(zipped(big=b"\0" * 3_000_000))


def test_many_middling_files_are_refused(monkeypatch):
    monkeypatch.setattr(archives, "MAX_TOTAL", 3_000_000)
    files = {f"f{number}": b"\0" * 900_000 for number in range(4)}
    assert "more than" in refusal(zipped(**files))


def test_too_many_files_are_refused(monkeypatch):
    monkeypatch.setattr(archives, "MAX_ENTRIES", 3)
    assert "more than 3 files" in refusal(zipped(**dict.fromkeys("abcd", b"")))


def test_an_entry_that_lies_about_its_size_gives_no_more_than_it_said():
    data = zipped(a=b"\0" * 500_000)
    lie = data.replace(struct.pack("<L", 500_000), struct.pack("<L", 10))
    archive = Archive(lie)
    with pytest.raises(Unreadable, match="broken"):
        archive.read("a")


def test_unusual_packing_is_refused():
    assert "unusual" in refusal(zipped(zipfile.ZIP_LZMA, a=b"text" * 100))


def test_encryption_is_refused():
    data = bytearray(zipped(a=b"text"))
    # The flag in the central directory, which stands after its signature.
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert "encrypted" in refusal(bytes(data))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"PK\x03\x04" + b"\0" * 100])
def test_what_is_no_zip_file_is_refused(data):
    assert "broken" in refusal(data)


def test_a_file_that_is_cut_or_changed_is_refused():
    whole = zipped(zipfile.ZIP_STORED, a=b"text")
    assert "broken" in refusal(whole[:-30])
    with pytest.raises(Unreadable):
        Archive(whole.replace(b"text", b"tent")).read("a")


def test_a_zip_inside_a_zip_stays_closed():
    inner = zipped(**{"imsmanifest.xml": b"<manifest/>"})
    report = services.examine(zipped(**{"inner.zip": inner}), "a.zip", "qti")
    assert report.errors == ("The package holds no items of QTI 2 or 3.",)


@pytest.mark.parametrize("name", ["broken.zip", "broken.h5p"])
def test_a_broken_package_says_what_is_wrong(name):
    report = services.examine(b"PK\x03\x04 and no more", name)
    assert "zip file is broken" in report.errors[0]


def test_the_same_files_make_the_same_zip_file():
    assert pack({"a": b"1"}) == pack({"a": b"1"})
