"""Packs that are broken, forged or hostile are told so, and nothing of them is written."""

import io
import json
import zipfile
from base64 import b64decode, b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings as django_settings

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from PIL import Image

from cms.models import ModulePage, PackedContent, Picture
from cms.packs import format, services, signing
from cms.packs.errors import PackError
from tests import factories
from tests.cms.packs import packing
from tests.quizzes import pictures

pytestmark = pytest.mark.django_db
MODULE = "module:t4-1113-storm:en"


@pytest.fixture
def data() -> bytes:
    """The pack of a module that is here no longer."""
    factories.module(image=pictures.bitmap(40, 30), image_alt="A reef")
    made = packing.module_pack()
    ModulePage.objects.all().delete()
    Picture.objects.all().delete()
    return made


def stored() -> set[Path]:
    return {
        path for path in Path(django_settings.MEDIA_ROOT).rglob("*") if path.is_file()
    }


def refused(data: bytes) -> str:
    """Return why a pack is refused, having seen that nothing of it is here."""
    files = stored()
    with pytest.raises(PackError) as caught:
        services.import_pack(data, [])
    assert services.examine(data).faults
    assert not ModulePage.objects.exists()
    assert not Picture.objects.exists()
    assert not PackedContent.objects.exists()
    assert stored() == files
    return str(caught.value)


def fields(data: bytes, **changes: Any) -> bytes:
    return packing.edited(data, MODULE, lambda record: record["fields"].update(changes))


def test_the_pack_itself_is_good(data):
    assert {row["action"] for row in services.import_pack(data, [])} == {"created"}


# The file


@pytest.mark.parametrize("junk", [b"", b"no zip", b"PK\x03\x04 and then nothing"])
def test_no_zip(data, junk):
    assert "zip" in refused(junk)


def test_half_a_zip(data):
    assert "broken" in refused(data[: len(data) // 2])


def test_another_zip(data):
    assert "no content pack" in refused(packing.zipped({"a.txt": b"a"}, sign=False))


def test_names_that_lead_out(data):
    files = packing.unpack(data) | {"../../evil.py": b"boom"}
    assert "lead out" in refused(packing.repack(files))


def test_two_files_of_one_name(data):
    packed = io.BytesIO(data)
    with (
        zipfile.ZipFile(packed, "a") as archive,
        pytest.warns(UserWarning, match="Duplicate"),
    ):
        archive.writestr("manifest.json", b"{}")
    assert "same name" in refused(packed.getvalue())


def test_a_bomb(data):
    files = packing.unpack(data) | {"content/bomb.json": b" " * 30_000_000}
    assert "far more than it holds" in refused(packing.repack(files))


def test_more_than_the_limit(data, settings):
    settings.PACK_MAX_BYTES = len(data) - 1
    assert "larger than" in refused(data)


def test_unpacked_more_than_the_limit(data, settings):
    settings.PACK_MAX_BYTES = len(data) + 1000
    files = packing.unpack(data) | {"content/long.json": b"[" + b"1," * 40_000 + b"1]"}
    assert "Unpacked" in refused(packing.repack(files))


# The signature


def test_a_changed_list(data):
    files = packing.unpack(data)
    files["manifest.json"] = files["manifest.json"].replace(b"Storm", b"Calm!")
    with_old_signature = io.BytesIO()
    with zipfile.ZipFile(with_old_signature, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    assert "signature" in refused(with_old_signature.getvalue())


@pytest.mark.parametrize(
    "signature",
    [b"", b"[]", b'{"algorithm": "none"}', b"[" * 100_000, b"\xff"],
    ids=["empty", "list", "none", "deep", "bytes"],
)
def test_a_broken_signature_is_worse_than_none(data, signature):
    files = packing.unpack(data)
    files["signature.json"] = signature
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    with pytest.raises(PackError, match="signature"):
        services.import_pack(packed.getvalue(), [], trusted=True)
    assert not ModulePage.objects.exists()


def test_a_changed_part(data):
    files = packing.unpack(data)
    path = packing.path_of(files, MODULE)
    files[path] = files[path].replace(b"Storm", b"Calm!")
    assert "was changed" in refused(packing.zipped(files))


def test_unsigned_packs_need_somebody_who_vouches(data):
    unsigned = packing.zipped(packing.unpack(data), sign=False)

    with pytest.raises(PackError, match="Not signed"):
        services.import_pack(unsigned, [])
    assert services.import_pack(unsigned, [], trusted=True)


def test_packs_of_unknown_sites_need_somebody_who_vouches(data, settings):
    unknown = signing.public_key()
    settings.PACK_SIGNING_KEY = b64encode(b"k" * 32).decode()

    assert services.examine(data).signer.trust == signing.Trust.UNKNOWN
    with pytest.raises(PackError, match="does not know"):
        services.import_pack(data, [])
    settings.PACK_TRUSTED_KEYS = {"Reef office": unknown}
    assert services.examine(data).signer.name == "Reef office"
    assert services.import_pack(data, [])


def test_somebody_else_can_check_the_signature(data):
    """With nothing but the public key, as docs/operators/packs.md says."""
    files = packing.unpack(data)
    fields = json.loads(files["signature.json"])
    key = Ed25519PublicKey.from_public_bytes(b64decode(fields["public_key"]))
    key.verify(
        b64decode(fields["signature"]),
        b"cop-challenge-pack\n" + files["manifest.json"],
    )


# The list


def test_a_format_of_the_future(data):
    files = packing.unpack(data)
    head = packing.manifest(files) | {"version": 2}
    assert "version 2" in refused(packing.repack(files, head))


def test_a_part_is_missing(data):
    files = packing.unpack(data)
    del files[packing.path_of(files, MODULE)]
    assert "is missing" in refused(packing.zipped(files))


def test_a_part_that_nobody_named(data):
    files = packing.unpack(data) | {"content/extra.json": b"{}"}
    assert "does not name" in refused(packing.zipped(files))


def test_a_part_with_an_odd_name(data):
    files = packing.unpack(data) | {"content/.htaccess": b"x"}
    assert "none may have" in refused(packing.repack(files))


def test_one_thing_twice(data):
    files = packing.unpack(data)
    head = packing.manifest(files)
    head["contents"] += head["contents"][-1:]
    assert "twice" in refused(packing.repack(files, head))


def test_things_that_this_site_does_not_know(data):
    files = packing.unpack(data)
    head = packing.manifest(files)
    head["contents"][-1]["kind"] = "users"
    assert "users" in refused(packing.repack(files, head))


# What is in it


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (lambda r: r.update(surprise=1), "surprise"),
        (lambda r: r.update(fields=[]), "fields"),
        (lambda r: r.update(translation_key="x"), "translation_key"),
        (lambda r: r.update(translation_key=None), "translation key"),
        (lambda r: r.update(uid="module:other:en"), "another thing"),
        (lambda r: r.update(key="other"), "does not fit"),
        (lambda r: r["fields"].update(key="other"), "its key"),
        (lambda r: r["fields"].update(is_superuser=True), "no such field"),
        (lambda r: r["fields"].update(title={"a": 1}), "expected"),
        (lambda r: r["fields"].update(minutes="many"), "minutes"),
        (lambda r: r["fields"].update(band="0-99"), "band"),
        (lambda r: r["fields"].update(image=7), "expected"),
        (lambda r: r["fields"].update(image={"$ref": "picture:no"}), "not in the pack"),
        (lambda r: r["fields"].update(steps="all"), "expected"),
        (lambda r: r["fields"]["steps"][0].update(type="hologram"), "hologram"),
        (lambda r: r["fields"]["steps"][0].update(id=None), "no id"),
        (lambda r: r["fields"]["steps"][0]["value"].update(evil=1), "no such field"),
        (lambda r: r["fields"]["steps"][0].update(value=3), "expected"),
        (lambda r: r["fields"]["steps"][0]["value"].update(body=["x"]), "expected"),
        (lambda r: r["fields"]["steps"].append(r["fields"]["steps"][0]), "same id"),
        (lambda r: r["fields"].update(slug="a b"), "slug"),
    ],
)
def test_what_does_not_fit(data: bytes, edit: Callable[[Any], None], message: str):
    assert message in refused(packing.edited(data, MODULE, edit))


def test_a_chat_that_goes_round_for_ever(data):
    def turn_round(record: dict[str, Any]) -> None:
        chat = record["fields"]["steps"][2]["value"]
        for node in chat["nodes"]:
            node["value"]["ending"] = False
            node["value"]["then"] = chat["nodes"][0]["value"]["name"]

    assert "ending" in refused(packing.edited(data, MODULE, turn_round))


def test_deep_nesting(data):
    files = packing.unpack(data)
    files[packing.path_of(files, MODULE)] = b'{"uid":' * 100_000
    assert "cannot be read" in refused(packing.repack(files))


def test_rich_text_runs_nothing(data):
    evil = '<p onclick="x()">Hi<script>x()</script><a href="javascript:x()">!</a></p>'

    def poison(record: dict[str, Any]) -> None:
        record["fields"]["educator_notes"] = evil
        record["fields"]["steps"][0]["value"]["body"] = evil

    services.import_pack(packing.edited(data, MODULE, poison), [])

    page = ModulePage.objects.get()
    for html in (page.educator_notes, page.steps[0].value["body"].source):
        assert html == "<p>Hi<a>!</a></p>"


def with_picture(data: bytes, content: bytes, suffix: str) -> bytes:
    """Return the pack with another picture in the place of its own."""
    files = packing.unpack(data)
    old = next(name for name in files if name.startswith("pictures/"))
    was = old.split("/")[1].split(".")[0]
    now = format.sha256(content)
    del files[old]
    files = {
        name: text.replace(was.encode(), now.encode()).replace(
            f"{now}.png".encode(), f"{now}{suffix}".encode()
        )
        for name, text in files.items()
    }
    files[f"pictures/{now}{suffix}"] = content
    renamed = {name.replace(was, now): text for name, text in files.items()}
    return packing.repack(renamed)


def test_the_way_to_change_a_picture_works(data):
    """Else the tests below could not fail for the right reason."""
    services.import_pack(with_picture(data, pictures.SVG, ".svg"), [])
    assert Picture.objects.get().file.name.endswith(".svg")


@pytest.mark.parametrize(
    ("drawing", "message"),
    [
        (b"<script>alert(1)</script>", "runs a program"),
        (b'<g onload="alert(1)"/>', "runs a program"),
        (b'<image href="https://example.org/spy.png"/>', "brings in other files"),
        (b"<style>@import url(https://example.org/x.css)</style>", "brings in"),
    ],
)
def test_drawings_that_do_something(data, drawing, message):
    svg = pictures.SVG.replace(b"></svg>", b">" + drawing + b"</svg>")
    assert message in refused(with_picture(data, svg, ".svg"))


def test_a_huge_picture(data):
    file = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(file, "PNG")
    assert "“Reef”" in refused(with_picture(data, file.getvalue(), ".png"))


def test_a_page_that_calls_itself_a_picture(data):
    assert "no PNG" in refused(with_picture(data, b"<html></html>", ".png"))


def test_a_fault_at_the_end_takes_everything_back(data, monkeypatch):
    """Files in the store are not part of the transaction, but they go, too."""
    files = stored()
    monkeypatch.setattr(ModulePage, "clean", boom)

    with pytest.raises(RuntimeError):
        services.import_pack(data, [])

    assert stored() == files
    assert not Picture.objects.exists()


def boom(self: Any) -> None:
    raise RuntimeError
