"""Pictures with a program in them, uploaded in every way that the admin has."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

import pytest

from cms.images import Picture
from tests.exchange.files import PNG

pytestmark = pytest.mark.django_db

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30" {}>{}</svg>'
HOSTILE = {
    "script": SVG.format("", "<script>alert(1)</script>"),
    "handler": SVG.format('onload="alert(1)"', ""),
    "link": SVG.format("", '<a href="https://example.org/"><path d="M0 0"/></a>'),
    "foreign": SVG.format("", "<foreignObject/>"),
    "entities": '<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("", "&a;"),
}
WAYS = ("wagtailimages:add", "wagtailimages:add_multiple", "wagtailimages:edit")


def upload(client, way: str, name: str, data: bytes):
    file = SimpleUploadedFile(name, data)
    if way.endswith("add_multiple"):
        url = reverse(way)
        headers = {"x-requested-with": "XMLHttpRequest"}
        return client.post(url, {"title": "P", "files[]": file}, headers=headers)
    args = []
    if way.endswith("edit"):
        upload(client, "wagtailimages:add", "good.png", PNG)
        args = [Picture.objects.get().pk]
    return client.post(
        reverse(way, args=args), {"title": "P", "file": file, "collection": 1}
    )


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", HOSTILE)
def test_a_drawing_that_does_something_is_refused_with_the_reason(
    admin_client, settings, tmp_path, way, name
):
    settings.MEDIA_ROOT = tmp_path
    answer = upload(admin_client, way, "evil.svg", HOSTILE[name].encode())
    assert answer.status_code == 200
    # Wagtail itself refuses entities before we are asked.
    if name != "entities":
        assert "This picture cannot be used" in answer.content.decode()
    assert not [p for p in Picture.objects.all() if p.file.name.endswith(".svg")]


@pytest.mark.parametrize("way", WAYS[:2])
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("fish.svg", SVG.format("", '<path d="M0 0h40v30z"/>').encode()),
        ("fish.png", PNG),
    ],
)
def test_a_good_picture_is_taken(admin_client, settings, tmp_path, way, name, data):
    settings.MEDIA_ROOT = tmp_path
    upload(admin_client, way, name, data)
    with Picture.objects.get().open_file() as file:
        assert file.read() == data
