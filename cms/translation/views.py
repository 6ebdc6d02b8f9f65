"""What a translator does beside typing: files, drafts, sending them on."""

from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, View

from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail.models import DraftStateMixin, TranslatableMixin
from wagtail_localize.models import Translation, get_edit_url
from wagtail_localize.views.edit_translation import (
    edit_translation,
    user_can_edit_instance,
)
from wagtail_localize.views.update_translations import UpdateTranslationsView

from cms.pages.module import ModulePage
from cms.translation import permissions, po, services

SHOWN = 20


class OneTranslation:
    """What the pages about a translation share: which one, and who may change it."""

    request: HttpRequest
    kwargs: dict[str, object]

    @cached_property
    def translation(self) -> Translation:
        """Return the translation that the address names."""
        found = Translation.objects.select_related("source", "target_locale")
        return get_object_or_404(found, pk=self.kwargs["translation_id"])

    @cached_property
    def target(self) -> Any:
        """Return the page or snippet in the language of the translation."""
        return self.translation.get_target_instance()

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        """Let those in who may edit the translated page.

        Raises:
            PermissionDenied: for others.
        """
        if not user_can_edit_instance(request.user, self.target):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class PoForm(forms.Form):
    """A PO file of at most ``po.MAX_BYTES``."""

    file = forms.FileField(
        label=_("PO file"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".po,text/x-gettext-translation"}),
    )


class UploadView(OneTranslation, WagtailAdminTemplateMixin, FormView):
    """Take a PO file; say what is wrong with it where it cannot be taken.

    It has the address of wagtail-localize's own, to which the translation editor posts.
    """

    form_class = PoForm
    template_name = "cms/translation/upload.html"
    page_title = _("Upload a PO file")
    header_icon = "upload"

    def get_page_subtitle(self) -> str:
        """Name what is translated, and into which language."""
        language = self.translation.target_locale.get_display_name()
        return f"{self.translation.source.object_repr} → {language}"

    def get_breadcrumbs_items(self) -> list[dict[str, object]]:
        """Return the way from the dashboard, over the translation, to this page."""
        return [
            *super().get_breadcrumbs_items(),
            {"url": self.get_success_url(), "label": self.get_page_subtitle()},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_success_url(self) -> str:
        """Return the address of the translation's editor."""
        own = get_edit_url(self.target)
        return get_valid_next_url_from_request(self.request) or own

    def form_valid(self, form: PoForm) -> HttpResponse:
        """Take the file, or show what is wrong with it."""
        file = form.cleaned_data["file"]
        try:
            if file.size > po.MAX_BYTES:
                raise po.too_big()
            done = services.import_file(
                self.translation, file.read(), self.request.user
            )
        except po.PoError as error:
            context = self.get_context_data(
                form=PoForm(),
                problems=error.problems[:SHOWN],
                more=max(0, len(error.problems) - SHOWN),
            )
            return self.render_to_response(context, status=422)
        _tell_of_import(self.request, done)
        return super().form_valid(form)


def _tell_of_import(request: HttpRequest, done: services.Imported) -> None:
    parts = [
        ngettext(
            "%(count)d translation was imported.",
            "%(count)d translations were imported.",
            done.changed,
        )
        % {"count": done.changed}
    ]
    if done.empty:
        parts.append(
            ngettext(
                "%(count)d text has no translation yet.",
                "%(count)d texts have no translation yet.",
                done.empty,
            )
            % {"count": done.empty}
        )
    if done.unsure:
        parts.append(
            ngettext(
                "%(count)d was left out: the file marks it as unsure.",
                "%(count)d were left out: the file marks them as unsure.",
                done.unsure,
            )
            % {"count": done.unsure}
        )
    messages.success(request, " ".join(parts))
    if done.unknown:
        examples = ", ".join(f"“{text[:40]}”" for text in done.unknown[:3])
        messages.warning(
            request,
            ngettext(
                "%(count)d text of the file is not in the page as it is now, and was left"
                " out: %(examples)s",
                "%(count)d texts of the file are not in the page as it is now, and were"
                " left out: %(examples)s",
                len(done.unknown),
            )
            % {"count": len(done.unknown), "examples": examples},
        )


class DraftView(OneTranslation, View):
    """Save the translated words as a draft; then show its checks or send it to review."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, translation_id: int) -> HttpResponse:
        """Save, and go where the button says: ``then`` is "checks", "submit" or ""."""
        if not isinstance(self.target, DraftStateMixin):
            raise Http404
        edit_url = get_edit_url(self.target)
        try:
            draft = services.save_draft(self.translation, request.user)
        except ValidationError as error:
            messages.error(
                request,
                gettext("The draft could not be saved: %(why)s")
                % {"why": " ".join(error.messages)},
            )
            return redirect(edit_url)
        then = request.POST.get("then", "")
        if then == "submit":
            self._submit(draft)
            return redirect(edit_url)
        messages.success(request, gettext("The translation was saved as a draft."))
        if then == "checks" and isinstance(draft, ModulePage):
            return redirect(reverse("cms_checks:checks", args=[draft.pk]))
        return redirect(edit_url)

    def _submit(self, draft: Any) -> None:
        workflow = permissions.workflow_for(draft, self.request.user)
        if workflow is None:
            raise PermissionDenied
        workflow.start(draft, self.request.user)
        messages.success(
            self.request,
            gettext("The translation was saved and sent to “%(name)s”.")
            % {"name": workflow.name},
        )


class SyncView(UpdateTranslationsView):
    """wagtail-localize's page that brings translations up to date with their original.

    Its tick box publishes them at once; here that needs the right to publish each.
    """

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Go on, unless something would be published that may not be.

        Raises:
            HeldBackError: if the checks hold a translation back; nothing has changed then.
        """
        if form.cleaned_data["publish_translations"] and not self._may_publish():
            return self.render_to_response(self.get_context_data(**self.kwargs))
        if form.cleaned_data["publish_translations"]:
            services.ask_the_checks_of_all(self.object)
        return super().form_valid(form)

    def _may_publish(self) -> bool:
        for translation in self.object.translations.filter(enabled=True):
            target = translation.get_target_instance()
            if not permissions.can_publish(target, self.request.user):
                messages.error(
                    self.request,
                    gettext("You may not publish “%(title)s” in %(language)s.")
                    % {
                        "title": target,
                        "language": translation.target_locale.get_display_name(),
                    },
                )
                return False
        return True


def check_before_publishing(request: HttpRequest, instance: Any) -> HttpResponse | None:
    """Let a translation be published only if it, with the new words, may go out.

    wagtail-localize asks about the draft that it is going to replace. A Wagtail hook, for
    pages and for snippets that have drafts.

    Raises:
        HeldBackError: if the checks hold it back; the words are a draft then.
    """
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    if not isinstance(instance, TranslatableMixin) or not isinstance(
        instance, DraftStateMixin
    ):
        return None
    translation = Translation.objects.filter(
        source__object_id=instance.translation_key,
        target_locale_id=instance.locale_id,
        enabled=True,
    ).first()
    if translation is None or getattr(instance, "alias_of_id", None):
        return None
    try:
        draft = services.save_draft(translation, request.user)
    except ValidationError:
        # wagtail-localize shows which text it is about.
        return None
    if permissions.can_publish(draft, request.user):
        services.ask_the_checks(draft)
        # With the new draft: it would ask about the one before, which may be refused.
        return edit_translation(request, translation, draft)
    buttons = []
    if isinstance(draft, ModulePage):
        url = reverse("cms_checks:checks", args=[draft.pk])
        buttons.append(messages.button(url, gettext("See the checks")))
    messages.error(
        request,
        gettext(
            "The translation was saved as a draft and not published: you may not publish"
            " it as it is."
        ),
        buttons=buttons,
    )
    return redirect(get_edit_url(instance))
