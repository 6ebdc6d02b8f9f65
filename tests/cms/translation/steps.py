"""What a translator does in the admin, step by step."""

from typing import Any

from django.test import Client, TestCase
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse

from wagtail_localize.models import StringSegment, Translation

from tests import factories


def start(client: Client, page: Any, language: str = "ar") -> Translation:
    """Press “Translate this page” and choose a language."""
    url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    assert client.get(url).status_code == 200
    client.post(url, {"locales": [factories.locale(language).pk]})
    return Translation.objects.get(
        source__object_id=page.translation_key, target_locale__language_code=language
    )


def put(client: Client, translation: Translation, source: str, words: str) -> None:
    """Type the translation of every place where a text stands."""
    for segment in StringSegment.objects.filter(
        source=translation.source, string__data=source
    ):
        assert type_at(client, translation, segment, words).status_code in {200, 201}


def type_at(client: Client, translation: Translation, segment: Any, words: str):
    """Send what the translation editor sends for one text."""
    name = "wagtail_localize:edit_string_translation"
    return client.put(
        reverse(name, args=[translation.pk, segment.pk]),
        encode_multipart(BOUNDARY, {"value": words}),
        content_type=MULTIPART_CONTENT,
    )


def translate_all(client: Client, translation: Translation) -> None:
    """Translate every text; the check's, too, which is published."""
    checks = Translation.objects.filter(
        source__specific_content_type__model="quiz",
        target_locale=translation.target_locale,
    ).exclude(pk=translation.pk)
    for check in checks:
        type_all(client, check)
        target = check.get_target_instance()
        url = reverse("wagtailsnippets_quizzes_quiz:edit", args=[target.pk])
        with TestCase.captureOnCommitCallbacks(execute=True):
            client.post(url, {"action": "publish"})
    type_all(client, translation)


def type_all(client: Client, translation: Translation) -> None:
    for segment in translation.source.stringsegment_set.select_related("string"):
        source = segment.string.data
        put(client, translation, source, source.replace("Storm", "عاصفة"))


def edit_url(translation: Translation) -> str:
    target = translation.get_target_instance()
    return reverse("wagtailadmin_pages:edit", args=[target.pk])


def publish(client: Client, translation: Translation, commits: Any):
    with commits():
        return client.post(edit_url(translation), {"action": "publish"}, follow=True)
