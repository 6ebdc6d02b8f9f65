"""The pages of class mode: what to ask, the big screen, and the pupil's device."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import conditional_page
from django.views.generic import TemplateView

from challenge.classrooms.class_mode import projected, questions, services
from challenge.classrooms.class_mode.forms import HandsForm
from challenge.classrooms.class_mode.models import Round, Stage
from challenge.classrooms.page_access import ClassMixin
from challenge.errors import Refused
from cms.choices import Band, Track, dress_for
from cms.publications.content import payload_of

# What the button says that leads to each stage.
_ONWARDS = {
    Stage.CHOOSE: _("Let the class choose"),
    Stage.SPREAD: _("Show how we chose"),
    Stage.TALK: _("Now talk about it"),
    Stage.CHOOSE_AGAIN: _("Choose again"),
    Stage.CLOSE: _("What we think now"),
}
# What the class is to do at each stage.
_HOW = {
    Stage.SEE: _("Read the question together. Nobody answers yet."),
    Stage.CHOOSE: _("Choose one answer. There is time; you may change your mind."),
    Stage.SPREAD: _("This is how our class chose. Why might somebody choose each one?"),
    Stage.TALK: _("Turn to your neighbour. Say why you chose it, and listen as well."),
    Stage.CHOOSE_AGAIN: _(
        "Choose again. Stay with your answer or change it: both are good."
    ),
    Stage.CLOSE: _("This is what our class thinks now."),
}


class RoundsView(ClassMixin, TemplateView):
    """Choose a question to ask the class."""

    template_name = "class_mode/rounds.html"
    http_method_names = ["get", "head", "post"]

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        """Add the ``modules`` with their questions, and the round that is ``open``."""
        rounds = self.classroom.rounds.exclude(stage=Stage.CLOSE)
        return super().get_context_data(
            modules=questions.modules_of(self.classroom),
            open_round=rounds.first(),
            **kwargs,
        )

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Begin a round with a question."""
        try:
            round_ = services.open_round(
                self.classroom,
                request.POST.get("module", ""),
                request.POST.get("item", ""),
                by_hand=request.POST.get("by") == "hand",
            )
        except Refused as refused:
            messages.warning(request, str(refused.message))
            return redirect("educators:rounds", self.classroom.uid)
        return redirect("educators:round", self.classroom.uid, round_.uid)


class RoundMixin(ClassMixin):
    """A page of one round of the educator's class, in the dress of its pupils."""

    @cached_property
    def round(self) -> Round:
        """The round that the address names.

        Raises Http404 if the class has no such round, or its question is not kept any more.
        """
        own = self.classroom.rounds.select_related("classroom")
        found = own.filter(uid=self.kwargs["round"]).first()
        if found is None or questions.question(found.version, found.item) is None:
            raise Http404
        return found


class RoundView(RoundMixin, TemplateView):
    """The big screen: the question, what to do now, how the class chose, what comes next."""

    template_name = "class_mode/round.html"
    http_method_names = ["get", "head", "post"]
    form: HandsForm | None = None

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        """Add what the stage shows, and ``onwards``, where the round goes from here."""
        round_ = self.round
        room = self.classroom
        payload = payload_of(round_.version)
        following = services.next_stage(round_)
        shared = {
            "round": round_,
            "dress": dress_for(Track.CHILDREN, room.band),
            "band": room.band,
            "lang": payload["locale"] if payload else "",
            "dir": payload["dir"] if payload else "ltr",
            "stages": [
                {"label": stage.label, "is_now": stage == round_.stage}
                for stage in Stage
            ],
            "how": self._how(),
            "form": self._form(),
            "onwards": _ONWARDS.get(following) if following else None,
            "following": following,
        }
        shown = projected.options_of(round_, self._form()) | projected.reef(round_)
        # After what the pages of educators share: the dress is the pupils' here, and the
        # address calls ``round`` what is only its id.
        return super().get_context_data(**kwargs) | shared | shown

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Keep the hands that were counted, and move on to ``stage``.

        ``end`` goes back to the questions, and shows nothing more of this one.
        """
        if "end" in request.POST:
            services.end(self.round)
            return redirect("educators:rounds", self.classroom.uid)
        try:
            if not self._keep_hands():
                return self.render_to_response(self.get_context_data())
            stage = request.POST.get("stage", "")
            if stage in Stage.values:
                services.move_on(self.round, stage)
        except Refused as refused:
            messages.warning(request, str(refused.message))
        return redirect("educators:round", self.classroom.uid, self.round.uid)

    def _how(self) -> Any:
        if self.round.by_hand and self.round.open_turn:
            return _("Put up a hand or a card for one answer. Your teacher counts.")
        return _HOW[Stage(self.round.stage)]

    def _form(self) -> HandsForm | None:
        turn = self.round.open_turn
        if self.form is None and self.round.by_hand and turn:
            counts = self.round.hands.get(str(turn.value), {})
            self.form = HandsForm(services.question_of(self.round), counts)
        return self.form

    def _keep_hands(self) -> bool:
        """Keep what was typed, if anything was; tell whether it could be."""
        typed = any(name.startswith("hands-") for name in self.request.POST)
        if not (self.round.by_hand and self.round.open_turn and typed):
            return True
        question = services.question_of(self.round)
        self.form = HandsForm(question, {}, data=self.request.POST)
        if not self.form.is_valid():
            return False
        try:
            services.count_hands(self.round, self.form.counts())
        except Refused as refused:
            self.form.add_error(None, str(refused.message))
            return False
        return True


@method_decorator(conditional_page, name="dispatch")
class RoundNowView(RoundMixin, TemplateView):
    """The part of the big screen that follows the class; 304 while nothing has changed.

    ``?stage=`` is the one that the screen shows: it is told when the round has gone on.
    """

    template_name = "class_mode/now.html"
    http_method_names = ["get", "head"]

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        """Add the reef, and whether the round ``has_gone_on``."""
        has_gone_on = self.request.GET.get("stage") != self.round.stage
        shared = {"round": self.round, "has_gone_on": has_gone_on}
        return super().get_context_data(**kwargs | shared | projected.reef(self.round))


class DeviceView(TemplateView):
    """Hold the island that answers with the class; the same page for everybody.

    ``?band=`` chooses the dress; a band that there is not is ignored.
    """

    template_name = "class_mode/device.html"
    http_method_names = ["get", "head"]

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        """Add ``band``, ``dress`` and ``join_url``."""
        wanted = self.request.GET.get("band", "")
        band = wanted if wanted in Band.values else ""
        return super().get_context_data(
            band=band,
            dress=dress_for(Track.CHILDREN, band),
            join_url=reverse("join:join"),
            **kwargs,
        )
