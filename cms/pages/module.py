"""A module: ten minutes of story, questions and rehearsal on one topic for one band."""

from datetime import date
from itertools import count
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail import blocks
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, Revision
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms.choices import (
    Band,
    ItuBand,
    Risk,
    RiskKind,
    Sensitivity,
    Strand,
    Topic,
    Track,
    dress_for,
)
from cms.pages import panels, previewing, printing, publish_checks
from cms.publications import catalogue
from cms.publish_rights.dates import REVIEW_MONTHS, add_months
from cms.publish_rights.forms import GuardedCopyForm
from cms.publish_rights.permissions import ModulePermissionTester
from cms.steps import StepsBlock
from quizzes.forms import is_going_out

# What an educator has to reach in a check, in per cent, where the editor says nothing else.
PASS_MARK = 80


class OutcomeBlock(blocks.StructBlock):
    """One thing a learner can do afterwards."""

    text = blocks.CharBlock(
        default="",
        max_length=160,
        label=_("Afterwards you can"),
        help_text=_("In the learner’s words: “I can …”."),
    )

    class Meta:
        icon = "tick"
        label = _("Outcome")
        label_format = "{text}"


class ModuleForm(WagtailAdminPageForm):
    """The editor's form; it knows the track that the module is in."""

    def clean(self) -> dict[str, object]:
        """Refuse a key that is taken and, on publish, what the track does not have.

        A children's module has a band, an adults' module none; an educators' module alone
        has a pass mark.
        """
        cleaned = super().clean()
        if self.instance.shares_key(cleaned.get("key", "")):
            self.add_error(
                "key", gettext("Another module in this language has this key.")
            )
        if self.is_deferred_validation or "band" not in self.fields:
            return cleaned
        parent = self.parent_page or self.instance.get_parent()
        is_for_children = parent.specific.key == Track.CHILDREN
        if is_for_children and not cleaned.get("band"):
            self.add_error("band", gettext("Say which age band the module is for."))
        elif not is_for_children and cleaned.get("band"):
            self.add_error("band", gettext("Only the children’s track has age bands."))
        if parent.specific.key != Track.EDUCATORS and cleaned.get("pass_mark"):
            self.add_error(
                "pass_mark", gettext("Only the educators’ track has a pass mark.")
            )
        return cleaned

    def _post_clean(self) -> None:
        """Refuse, on publish and submit, what the checks hold back.

        Only now the page has what was posted.
        """
        super()._post_clean()
        if self.errors or self.is_deferred_validation or not is_going_out(self.data):
            return
        for line in publish_checks.refusal(self.instance):
            self.add_error(None, line)


class ModulePage(RoutablePageMixin, Page):
    """What an editor writes and a learner plays.

    The words may be translated; everything else is the same in every language and comes
    from the page that the translation was made of. Publishing compiles the page into a
    ``Publication``, which is all that players ever read.
    """

    key = models.SlugField(
        _("key"),
        max_length=64,
        help_text=_(
            "The module’s short name for machines, such as “t4-1113-storm”: the same in "
            "every language. Progress hangs on it, so do not change it once it is played."
        ),
    )
    band = models.CharField(
        _("age band"), max_length=8, choices=Band, blank=True, default=""
    )
    topic = models.CharField(
        _("topic"),
        max_length=4,
        choices=Topic,
        help_text=_(
            "A parents’ module takes the topic of the child module it answers."
        ),
    )
    summary = models.TextField(
        _("summary"),
        max_length=240,
        help_text=_("One or two sentences that make someone want to play."),
    )
    minutes = models.PositiveSmallIntegerField(
        _("minutes"),
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text=_("How long it takes somebody of the band who reads slowly."),
    )
    image = models.ForeignKey(
        "cms.Picture",
        verbose_name=_("cover picture"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    image_alt = models.CharField(
        _("words for the cover picture"),
        max_length=250,
        blank=True,
        default="",
        help_text=_("What somebody who cannot see it needs to know."),
    )
    outcomes = StreamField(
        [("outcome", OutcomeBlock())],
        verbose_name=_("outcomes"),
        blank=True,
        max_num=5,
        help_text=_("Two or three things a learner can do afterwards."),
    )
    before = models.TextField(
        _("content note"),
        max_length=400,
        blank=True,
        default="",
        help_text=_("Shown before a story that may weigh on somebody; else empty."),
    )
    steps = StreamField(
        StepsBlock(),
        verbose_name=_("steps"),
        help_text=_("What the learner goes through, one step a screen."),
    )
    quiz = models.ForeignKey(
        "quizzes.Quiz",
        verbose_name=_("check"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The same short questions before (form A) and after (form B)."),
    )
    pass_mark = models.PositiveSmallIntegerField(
        _("pass mark"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_(
            "In the educators’ track: the share of points in the check after the module, "
            "in per cent, that earns the certificate. Empty means 80."
        ),
    )
    educator_notes = RichTextField(
        _("notes for educators"),
        blank=True,
        default="",
        features=["h3", "bold", "italic", "ol", "ul"],
        help_text=_("How to lead it in a class; printed with the module."),
    )
    talk_card = models.TextField(
        _("talk card"),
        max_length=400,
        blank=True,
        default="",
        help_text=_("What a child takes home to start a talk."),
    )
    risk = models.CharField(
        _("risk"), max_length=16, choices=Risk, help_text=_("CO:RE 4Cs.")
    )
    risk_kind = models.CharField(
        _("kind of risk"), max_length=16, choices=RiskKind, default=RiskKind.CROSS
    )
    strand = models.CharField(
        _("strand"),
        max_length=16,
        choices=Strand,
        help_text=_("Education for a Connected World (UKCIS 2020)."),
    )
    digcomp = models.CharField(
        _("DigComp competence"),
        max_length=8,
        blank=True,
        default="",
        help_text=_("DigComp 2.2, such as “4.2”."),
    )
    itu_band = models.CharField(
        _("ITU audience"), max_length=16, choices=ItuBand, default=ItuBand.FROM_9
    )
    help_skill = models.BooleanField(
        _("teaches to get help"),
        default=False,
        help_text=_("The learner rehearses telling somebody."),
    )
    sensitivity = models.PositiveSmallIntegerField(
        _("sensitivity"), choices=Sensitivity, default=Sensitivity.NONE
    )

    base_form_class = ModuleForm
    parent_page_types = ["cms.TrackPage"]
    subpage_types: list[str] = []
    copy_form_class = GuardedCopyForm
    edit_handler = panels.module_panels()
    preview_modes = previewing.MODES
    search_fields = [
        *Page.search_fields,
        index.SearchField("key"),
        index.AutocompleteField("key"),
        index.SearchField("summary"),
        index.SearchField("steps"),
        index.FilterField("band"),
        index.FilterField("topic"),
    ]
    override_translatable_fields = [
        SynchronizedField(name, overridable=False)
        for name in ("slug", "key", "digcomp")
    ]

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")

    @cached_property
    def track(self) -> str:
        """Return the audience of the track that the module is in."""
        parent = self.get_parent()
        return parent.specific.key if parent else ""

    @property
    def mark_to_pass(self) -> int:
        """Return the share of points, in per cent, that passes; 0 where nothing is passed."""
        if self.track != Track.EDUCATORS or not self.quiz_id:
            return 0
        return self.pass_mark or PASS_MARK

    @property
    def band_label(self) -> str:
        """Return the words for the age band; "" for adults."""
        return str(Band(self.band).label) if self.band in Band.values else ""

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Give a new page a key of its own, as Wagtail does with slugs.

        An editor who types a key that is taken is told by the form; a copy of a module
        has nobody to ask.
        """
        if self._state.adding and self.shares_key(self.key):
            numbered = (f"{self.key[:60]}-{number}" for number in count(2))
            self.key = next(key for key in numbered if not self.shares_key(key))
        super().full_clean(*args, **kwargs)

    def publish(
        self,
        revision: Revision,
        user: Any = None,
        changed: bool = True,
        log_action: bool | str = True,
        previous_revision: Revision | None = None,
        skip_permission_checks: bool = False,
    ) -> None:
        """Publish a revision, if the checks let it out; every way of publishing ends here.

        A scheduled one that they hold back stays a draft.

        Raises:
            cms.checks.gate.HeldBackError: if somebody publishes what they hold back.
        """
        if publish_checks.may_go_out(revision, user, log_action):
            super().publish(
                revision,
                user=user,
                changed=changed,
                log_action=log_action,
                previous_revision=previous_revision,
                skip_permission_checks=skip_permission_checks,
            )

    def shares_key(self, key: str) -> bool:
        """Return whether another module of this language has ``key``; aliases do not count."""
        others = ModulePage.objects.filter(
            key=key, locale_id=self.locale_id, alias_of=None
        )
        return bool(key) and others.exclude(pk=self.pk).exists()

    @property
    def reviewed_on(self) -> date | None:
        """Return the day on which the module last passed a review."""
        review = getattr(self, "review", None)
        return review and review.reviewed_on

    @property
    def review_due(self) -> date | None:
        """Return the day by which it should be reviewed again; None before it is published."""
        review = getattr(self, "review", None)
        if review and review.due_on:
            return review.due_on
        first = self.first_published_at
        return first and add_months(first.date(), REVIEW_MONTHS)

    @property
    def reviewer(self) -> str:
        """Return the name of whoever passed the last review; "" if nobody is known."""
        review = getattr(self, "review", None)
        return review.reviewer if review else ""

    def permissions_for_user(self, user: Any) -> ModulePermissionTester:
        """Tell what a user may do here: who may publish depends on the sensitivity."""
        return ModulePermissionTester(user, self)

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, object]:
        """Add what ``module_page.html`` shows.

        ``payload_url`` names the published content that the stage plays; a preview has
        ``preview_payload`` instead, compiled from the draft (see ``previewing``).
        """
        context = super().get_context(request, *args, **kwargs)
        is_preview = getattr(request, "is_preview", False)
        version = "" if is_preview else catalogue.current_version(self)
        own_url = self.get_url(request) or ""
        parent = self.get_parent()
        context |= {
            "version": version,
            "payload_url": reverse("content", args=[version]) if version else "",
            "preview_payload": None,
            "track_url": self._track_url(parent, request),
            "next_url": "" if is_preview else catalogue.next_url(self, self.band),
            "print_url": f"{own_url}print/" if own_url else "",
            "band_label": self.band_label,
            "dress": dress_for(self.track, self.band),
        }
        if is_preview:
            context |= previewing.context(
                self, getattr(request, "preview_mode", "") or ""
            )
        return context

    @path("print/")
    def print_view(self, request: HttpRequest) -> HttpResponse:
        """Show the module on paper: what it says, what it asks, and an answer sheet."""
        return self.render(
            request,
            template="cms/module_print.html",
            context_overrides=printing.context(self),
        )

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Play the unsaved draft in the real player, or lay it out on paper."""
        if mode_name == previewing.PRINT:
            return self.print_view(request)
        previewing.dress_up(self, mode_name)
        return super().serve_preview(request, mode_name)

    def _track_url(self, parent: Page | None, request: HttpRequest) -> str:
        url = (parent.get_url(request) if parent else "") or ""
        return f"{url}?band={self.band}" if url and self.band else url
