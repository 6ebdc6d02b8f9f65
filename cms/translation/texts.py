"""What a translator types, text by text."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext

from wagtail_localize.models import Translation
from wagtail_localize.views.edit_translation import (
    StringTranslationSerializer,
    edit_override,
    edit_string_translation,
    user_can_edit_instance,
)

from rest_framework.exceptions import ValidationError
from rest_framework.parsers import FormParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from cms.translation import services


class FormPosted:
    """wagtail-localize's editor sends forms; our API, whose settings it meets, reads JSON."""

    parser_classes = [MultiPartParser, FormParser]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse what is no text, which the views themselves do not expect.

        Raises:
            ValidationError: if there is no value, or one that no database takes.
        """
        super().initial(request, *args, **kwargs)  # type: ignore[misc]
        value = request.POST.get("value")
        if request.method == "PUT" and (value is None or "\0" in value):
            raise ValidationError({"value": gettext("This is no text.")})


class StringView(FormPosted, edit_string_translation.cls):
    """Keep the translation of one text, and say at once if it does not fit its place."""

    def put(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Keep the words; those with a fault are not used until it is mended.

        Raises:
            PermissionDenied: if this person may not edit the translated page.
        """
        translation = get_object_or_404(Translation, pk=kwargs["translation_id"])
        segment = get_object_or_404(
            translation.source.stringsegment_set.select_related(
                "context", "string", "source__specific_content_type"
            ),
            pk=kwargs["string_segment_id"],
        )
        typed = request.POST["value"]
        found = services.faults_at(segment, typed)
        if not found:
            return super().put(request, *args, **kwargs)
        if not user_can_edit_instance(request.user, translation.get_target_instance()):
            raise PermissionDenied
        kept = services.keep_with_faults(
            translation, segment, typed, found, request.user
        )
        context = {"translation_source": translation.source}
        return Response(StringTranslationSerializer(kept, context=context).data)


class OverrideView(FormPosted, edit_override.cls):
    """Keep another picture, recording or link for one language."""
