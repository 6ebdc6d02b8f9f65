"""The pages about what educators have passed."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import FormView, TemplateView, View

from challenge.accounts.models import User
from challenge.classrooms.educator_pages.qr import square_of
from challenge.classrooms.page_access import EducatorMixin
from challenge.credentials import badges, services
from challenge.credentials.forms import NameForm, VerifyForm
from challenge.credentials.models import EducatorCredential, RevokedCredential
from challenge.errors import Refused
from cms.languages import page_locale


class TrainingView(EducatorMixin, TemplateView):
    """The educators' track: what is passed, and what is next."""

    template_name = "credentials/training.html"
    http_method_names = ["get", "head"]

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        """Add ``training``."""
        training = services.training(cast(User, self.request.user), page_locale())
        return super().get_context_data(training=training, **kwargs)


class ClaimView(TrainingView):
    """Credit the educator with what this browser's learner has passed; only by POST."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Do it, and say so; or show what to look at again."""
        module, token = (request.POST.get(name, "") for name in ("module", "token"))
        educator = cast(User, request.user)
        try:
            result = services.claim(educator, module, token, page_locale())
        except Refused as refused:
            return self._shown(module, refused=str(refused.message))
        if not result.is_passed:
            return self._shown(module, result=result)
        messages.success(
            request, _("Passed. Your certificate and your badge are ready.")
        )
        return redirect("credentials:training")

    def _shown(self, module: str, **more: Any) -> HttpResponse:
        context = self.get_context_data(claimed=module, **more)
        return self.render_to_response(context)


class OwnCredentialMixin(EducatorMixin):
    """A page about one credential of the educator's own; 404 for everybody else."""

    @cached_property
    def credential(self) -> EducatorCredential:
        """The credential that the address names."""
        own = EducatorCredential.objects.filter(educator_id=self.request.user.pk)
        return get_object_or_404(own.select_related("educator"), uid=self.kwargs["uid"])

    @cached_property
    def achievement(self) -> badges.Achievement:
        """What it is for, in the page's language."""
        return services.achievement_of(self.credential.module, page_locale())


@method_decorator(never_cache, name="dispatch")
class CertificateView(OwnCredentialMixin, FormView):
    """A certificate to print. The name is the account's, another that is typed, or none."""

    template_name = "credentials/certificate.html"
    form_class = NameForm

    def get_initial(self) -> dict[str, object]:
        """Return the name of the account, if it has one."""
        return {"name": self.credential.educator.get_full_name()}

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        """Add ``credential``, ``achievement``, ``name``, and ``where`` it can be checked."""
        where = self.request.build_absolute_uri(
            reverse("credentials:credential", args=[self.credential.uid])
        )
        kwargs.setdefault("name", self.get_initial()["name"])
        return super().get_context_data(
            credential=self.credential,
            achievement=self.achievement,
            qr=square_of(where),
            **kwargs,
        )

    def form_valid(self, form: NameForm) -> HttpResponse:
        """Lay the certificate out with the name that was typed, which nobody keeps."""
        context = self.get_context_data(form=form, name=form.cleaned_data["name"])
        return self.render_to_response(context)


@method_decorator(never_cache, name="dispatch")
class DownloadView(OwnCredentialMixin, View):
    """The signed credential as a file."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Sign it anew: the same for as long as its words are."""
        text = badges.signed(self.credential, self.achievement, page_locale())
        name = self.credential.module or "ready-to-teach"
        return HttpResponse(
            text,
            content_type="application/jwt",
            headers={"Content-Disposition": f'attachment; filename="{name}.jwt"'},
        )


class CredentialView(TemplateView):
    """What a certificate's square code leads to: what was passed, and when. No name."""

    template_name = "credentials/verify.html"
    extra_context = {"dress": "grown"}

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        """Add ``checked`` and an empty form to check another."""
        uid = self.kwargs["uid"]
        row = EducatorCredential.objects.filter(uid=uid).first()
        if row is None and not RevokedCredential.objects.filter(uid=uid).exists():
            raise Http404
        checked = row and badges.Checked(
            name=services.achievement_of(row.module, page_locale()).name,
            day=row.day,
            is_revoked=False,
        )
        return super().get_context_data(
            checked=checked, is_gone=row is None, form=VerifyForm(), **kwargs
        )


# Nothing is changed by it and nobody signs in, so a visitor needs no cookie against forgery.
@method_decorator(csrf_exempt, name="dispatch")
class VerifyView(FormView):
    """Check a credential that somebody shows: by its text, or its file."""

    template_name = "credentials/verify.html"
    form_class = VerifyForm
    extra_context = {"dress": "grown"}

    def form_valid(self, form: VerifyForm) -> HttpResponse:
        """Say what it is worth."""
        asked = form.cleaned_data
        checked = badges.check(asked["credential"], asked["address"])
        context = self.get_context_data(
            form=self.form_class(),
            checked=None if checked and checked.is_revoked else checked,
            is_gone=bool(checked and checked.is_revoked),
            is_unknown=checked is None,
        )
        return self.render_to_response(context)
