"""The educators' pages: choose what to link to, and the way into one's own class."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView, View

from challenge.accounts.models import User
from challenge.classrooms.page_access import EducatorMixin
from challenge.lti import deep_linking, targets
from challenge.lti.models import LtiPlatform
from challenge.lti.public import hand_over_page, refused
from challenge.lti.refusals import LaunchRefused
from challenge.lti.targets import Choice
from cms.languages import page_locale


@method_decorator(never_cache, name="dispatch")
class LaunchedMixin(EducatorMixin):
    """A page for educators that says why a launch goes no further."""

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        """Let educators in; show them what is refused."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except LaunchRefused as why:
            return refused(request, why)


class ClassView(LaunchedMixin, View):
    """Lead on to the page of a class, if it is this educator's."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Say so if it is another's, which is the same as that there is none."""
        room = targets.own_class(cast(User, request.user), kwargs["uid"])
        return redirect("educators:class", room.uid)


class PickView(LaunchedMixin, TemplateView):
    """Choose what a platform is given a link to: an own class, or a module."""

    template_name = "lti/pick.html"
    http_method_names = ["get", "head", "post"]

    @cached_property
    def _request_of(self) -> tuple[deep_linking.Asked, LtiPlatform]:
        return deep_linking.read(self.request.GET.get("request", ""))

    @cached_property
    def _classes(self) -> list[Choice]:
        return targets.classes_of(cast(User, self.request.user))

    @cached_property
    def _topics(self) -> list[tuple[str, list[Choice]]]:
        return deep_linking.modules_by_topic(page_locale())

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        """Add ``platform``, ``classes`` and ``topics``; as many queries for few as for many."""
        return super().get_context_data(
            platform=self._request_of[1],
            classes=self._classes,
            topics=self._topics,
            **kwargs,
        )

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Hand over what the form names, or keep it for the frame that waits."""
        asked, platform = self._request_of
        choice = self._chosen(request.POST.get("target", ""))
        if choice is None:
            context = self.get_context_data(is_missing=True)
            return self.render_to_response(context, status=400)
        if not asked.framed:
            target = str(choice.target)
            return hand_over_page(request, asked, platform, target, choice.title)
        deep_linking.keep(asked, choice)
        context = {"dress": "grown", "choice": choice, "platform": platform}
        return render(request, "lti/picked.html", context)

    def _chosen(self, target: str) -> Choice | None:
        modules = [choice for _topic, choices in self._topics for choice in choices]
        offered = {str(choice.target): choice for choice in [*self._classes, *modules]}
        return offered.get(target)
