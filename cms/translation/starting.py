"""Begin translations, and give them up, without changing what readers have."""

from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext

from wagtail.admin import messages
from wagtail.models import Locale, Page, TranslatableMixin
from wagtail_localize.operations import TranslationCreator
from wagtail_localize.views.convert import convert_to_alias
from wagtail_localize.views.submit_translations import (
    SubmitPageTranslationView,
    SubmitSnippetTranslationView,
)

from cms.translation import permissions


class DraftsOnly(TranslationCreator):
    """Make drafts where there is no translation, and leave alone what there is.

    wagtail-localize saves each translation anew, those of a page's check included, and
    takes it offline while it does. What exists may be published: only its own form, with
    the right to publish, changes it.
    """

    target_locales: list[Locale]

    def create_translations(
        self, instance: Any, include_related_objects: bool = True
    ) -> None:
        """Begin to translate an object, and its check, into the languages without it."""
        asked = self.target_locales
        there = _locales_of(instance)
        self.target_locales = [locale for locale in asked if locale.pk not in there]
        try:
            super().create_translations(instance, include_related_objects)
        finally:
            self.target_locales = asked


def _locales_of(instance: TranslatableMixin) -> set[int]:
    """Return the ids of the locales in which an object has a version of its own."""
    found = type(instance)._default_manager.filter(
        translation_key=instance.translation_key
    )
    if isinstance(instance, Page):
        found = found.filter(alias_of=None)
    return set(found.values_list("locale_id", flat=True))


class StartsDraft:
    """Begin a translation in the way of ``DraftsOnly``; for wagtail-localize's views."""

    object: Any
    components: Any
    request: HttpRequest

    @transaction.atomic
    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Begin the translation and lead to it."""
        locales = list(form.cleaned_data["locales"])
        creator = DraftsOnly(self.request.user, locales)
        creator.create_translations(self.object)
        if isinstance(self.object, Page) and form.cleaned_data["include_subtree"]:
            below = self.object.get_descendants().order_by("path")
            for page in below.specific():
                creator.create_translations(page)
        self.components.save(creator, sources_and_translations=creator.mappings)
        messages.success(self.request, self._begun(locales))
        translated = (
            self.object.get_translation_or_none(locales[0])
            if len(locales) == 1
            else None
        )
        return redirect(
            self.get_success_url()  # type: ignore[attr-defined]
            or self.get_default_success_url(translated)  # type: ignore[attr-defined]
        )

    def _begun(self, locales: list[Locale]) -> str:
        languages = ", ".join(str(locale.get_display_name()) for locale in locales)
        return self.get_success_message(languages)  # type: ignore[attr-defined]


class StartPageView(StartsDraft, SubmitPageTranslationView):
    """In place of wagtail-localize's view for pages."""


class StartSnippetView(StartsDraft, SubmitSnippetTranslationView):
    """In place of wagtail-localize's view for snippets."""


def give_up(request: HttpRequest, page_id: int) -> HttpResponse:
    """Let an alias of the original take the place of a translated page.

    Readers get the original's words at once, so it needs the right to publish the page.
    """
    page = get_object_or_404(Page, pk=page_id, alias_of=None).specific
    if permissions.can_publish(page, request.user):
        return convert_to_alias(request, page_id)
    messages.error(
        request,
        gettext(
            "“%(title)s” was not changed: readers would get the original's words at once,"
            " and you may not publish this page. Ask somebody who may."
        )
        % {"title": page.get_admin_display_title()},
    )
    return redirect(reverse("wagtailadmin_explore", args=[page.get_parent().pk]))
