"""Signing in and out, and the page that greets whoever has just signed in."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.contrib.auth.views import LoginView, LogoutView
from django.views.generic import TemplateView


class SignInView(LoginView):
    """Ask a grown-up for user name and password; children never sign in."""

    template_name = "registration/sign_in.html"
    extra_context = {"dress": "grown"}
    redirect_authenticated_user = True


class SignOutView(LogoutView):
    """End the session; only by POST, so that no picture or link can do it."""


class SignedInView(LoginRequiredMixin, TemplateView):
    """Say who is signed in and offer what this person may do next."""

    template_name = "registration/signed_in.html"
    extra_context = {"dress": "grown"}
