"""What the checks of modules say, in the form of the quiz that they use."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext

from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.permissions import policy_registry

from cms.checks.quizzes import Use, uses
from cms.checks.showing import Checks, Row, in_order, link_to, reason_link
from quizzes.forms import is_going_out
from quizzes.models import Quiz


class QuizChecks(Component):
    """The findings about a quiz as it is in memory, from the modules that use it."""

    template_name = "cms/checks/quiz.html"

    def __init__(self, quiz: Quiz) -> None:
        self.quiz = quiz

    @property
    def media(self) -> forms.Media:
        """Return the style and the script of the checks of modules."""
        return forms.Media(css={"all": ["cms/checks.css"]}, js=["cms/checks.js"])

    def get_context_data(
        self, parent_context: dict[str, object] | None = None
    ) -> dict[str, object]:
        """Return the modules and the findings."""
        found = list(uses(self.quiz))
        rows = [row for use in found for row in _rows(use)]
        url = reverse("cms_checks:quiz", args=[self.quiz.pk])
        return {
            "uses": [(use.page.get_admin_display_title(), _url(use)) for use in found],
            "checks": Checks(in_order(rows), url),
        }


def show_checks(request: HttpRequest, quiz: Quiz) -> QuizChecks | None:
    """Return the panel for the form of a quiz; a new one is used nowhere yet."""
    return QuizChecks(quiz) if quiz.pk else None


def quiz_checks(request: HttpRequest, quiz_id: int) -> HttpResponse:
    """Show the findings about the last saved draft of a quiz, for the script of the form.

    Raises:
        PermissionDenied: to whoever may not change quizzes.
    """
    quiz = get_object_or_404(Quiz, pk=quiz_id)
    policy = policy_registry.get_by_type(Quiz)
    if not policy.user_has_permission_for_instance(request.user, "change", quiz):
        raise PermissionDenied
    checks = QuizChecks(quiz.get_latest_revision_as_object())
    return TemplateResponse(
        request, QuizChecks.template_name, checks.get_context_data({})
    )


def tell_of_warnings(request: HttpRequest, quiz: Any) -> None:
    """Tell whoever publishes a quiz which modules it gives warnings without a reason."""
    if not isinstance(quiz, Quiz) or not is_going_out(request.POST):
        return
    for use in uses(quiz):
        count = sum(one.is_open for one in use.judged)
        if count:
            messages.warning(
                request,
                gettext("The checks of “%(title)s” found: %(summary)s.")
                % {
                    "title": use.page.get_admin_display_title(),
                    "summary": Checks(tuple(_rows(use)), "").summary,
                },
                buttons=[messages.button(_url(use), gettext("See the checks"))],
            )


def _rows(use: Use) -> list[Row]:
    title = use.page.get_admin_display_title()
    return [
        Row(one, link_to(one, ""), reason_link(one, _url(use)), title)
        for one in use.judged
    ]


def _url(use: Use) -> str:
    return reverse("cms_checks:checks", args=[use.page.pk])
