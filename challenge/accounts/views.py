"""The pages of an account beside allauth's own: greeting, overview, export, deletion."""

from typing import Any, cast

from django.contrib.auth import logout
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
)
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.views.generic import FormView, TemplateView, View

from allauth.account.decorators import reauthentication_required
from allauth.mfa.utils import is_mfa_enabled

from challenge.accounts import services
from challenge.accounts.forms import DeleteAccountForm
from challenge.accounts.models import User


class SignInView(View):
    """Lead from the old address, and from the admin's own, to the one sign-in page.

    Wagtail's own page would let people in without their second step.
    """

    def get(self, request: HttpRequest) -> HttpResponse:
        """Keep ``?next=``; who is signed in and was sent away would go round in a circle."""
        if request.user.is_authenticated:
            return redirect("accounts:signed_in")
        query = {name: request.GET[name] for name in ("next",) if name in request.GET}
        response = redirect("account_login")
        if query:
            response["Location"] += f"?{urlencode(query)}"
        return response


class SharedPasswordView(View):
    """Take the place of Wagtail's views that take a password shared by readers."""

    def dispatch(self, request: HttpRequest, **kwargs: int) -> HttpResponseBase:
        """Raise ``Http404``: a shared password can be guessed, and needs a cookie."""
        raise Http404


def _who(request: HttpRequest) -> User:
    return cast(User, request.user)


class SignedInView(LoginRequiredMixin, TemplateView):
    """Say who is signed in and offer what this person may do next."""

    template_name = "accounts/signed_in.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        """Add ``is_waiting``, for an administrator's approval."""
        is_waiting = services.waits_for_approval(_who(self.request))
        return super().get_context_data(**kwargs) | {"is_waiting": is_waiting}


class AccountView(LoginRequiredMixin, TemplateView):
    """Show what belongs to an account, with the way to change, take or delete it."""

    template_name = "accounts/account.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        """Add ``has_second_step``."""
        has_second_step = is_mfa_enabled(self.request.user)
        return super().get_context_data(**kwargs) | {"has_second_step": has_second_step}


@method_decorator(reauthentication_required, name="dispatch")
class ExportView(LoginRequiredMixin, View):
    """Hand over everything kept about an educator."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Return it as a JSON file."""
        return JsonResponse(
            services.export(_who(request)),
            json_dumps_params={"indent": 2, "ensure_ascii": False},
            headers={"Content-Disposition": 'attachment; filename="account.json"'},
        )


class DeleteView(LoginRequiredMixin, FormView):
    """Delete an account with its classes, once it is certain who asks and that it is meant."""

    template_name = "accounts/delete.html"
    form_class = DeleteAccountForm
    success_url = reverse_lazy("accounts:deleted")

    @method_decorator(reauthentication_required)
    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        """Leave administrators to one another, lest a site loses its last."""
        if request.user.is_superuser:
            return redirect("accounts:account")
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: DeleteAccountForm) -> HttpResponse:
        """Delete the account and end the session."""
        user = _who(self.request)
        logout(self.request)
        services.delete(user)
        return super().form_valid(form)


class DeletedView(TemplateView):
    """Say that an account is gone."""

    template_name = "accounts/deleted.html"
