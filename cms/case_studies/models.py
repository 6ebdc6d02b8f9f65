"""Case studies: what somebody did to protect children online, and what came of it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms.entries.models import Entry
from cms.pages.country import CODE


class Sector(models.TextChoices):
    """Who did it."""

    GOVERNMENT = "government", _("Government and parliament")
    REGULATOR = "regulator", _("Regulator")
    INDUSTRY = "industry", _("Industry")
    CIVIL_SOCIETY = "civil-society", _("Civil society")
    EDUCATION = "education", _("Education")
    INTERNATIONAL = "international", _("International organisation")


class Measure(models.TextChoices):
    """What kind of measure it is."""

    LAW = "law", _("Law and regulation")
    DESIGN = "design", _("Safe design and defaults")
    REMOVAL = "removal", _("Reporting and removal of content")
    EDUCATION = "education", _("Curriculum and school programme")
    SUPPORT = "support", _("Helpline and support")
    AWARENESS = "awareness", _("Awareness and campaign")


class CaseStudy(Entry):
    """A measure of one organisation, with its evidence and outcome."""

    section = "case_studies"
    facets = ("country", "sector", "measure")

    country = models.CharField(
        _("country"),
        max_length=2,
        blank=True,
        default="",
        validators=[CODE],
        help_text=_("ISO 3166 code such as BH. Empty: international."),
    )
    sector = models.CharField(_("sector"), max_length=16, choices=Sector)
    measure = models.CharField(_("kind of measure"), max_length=16, choices=Measure)
    organisation = models.CharField(_("organisation"), max_length=200)
    started_in = models.PositiveSmallIntegerField(
        _("year of the start"), null=True, blank=True
    )
    action = models.TextField(
        _("what was done"),
        help_text=_("Who did what, for whom, and how it works."),
    )
    evidence = models.TextField(
        _("evidence"),
        help_text=_(
            "What shows it: laws, figures, evaluations. Say what is not known."
        ),
    )
    outcome = models.TextField(_("outcome"), help_text=_("What came of it."))
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("submitted by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    panels = [
        *Entry.head_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("organisation"), FieldPanel("country")]),
                FieldRowPanel([FieldPanel("sector"), FieldPanel("measure")]),
                FieldPanel("started_in"),
            ],
            heading=_("Who and where"),
        ),
        FieldPanel("action"),
        FieldPanel("evidence"),
        FieldPanel("outcome"),
        *Entry.source_panels,
    ]
    search_fields = [
        *Entry.search_fields,
        index.SearchField("organisation"),
        index.SearchField("action"),
        index.SearchField("evidence"),
        index.SearchField("outcome"),
    ]
    override_translatable_fields = [
        SynchronizedField(name)
        for name in (*Entry.synchronized, "country", "sector", "measure", "started_in")
    ]

    class Meta(Entry.Meta):
        verbose_name = _("case study")
        verbose_name_plural = _("case studies")
        ordering = ["-first_published_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["slug", "locale"], name="unique_case_study")
        ]

    def chips(self) -> list[str]:
        """Return country, sector and kind of measure."""
        return [
            self.country_name or gettext("International"),
            self.get_sector_display(),
            self.get_measure_display(),
        ]

    def facts(self) -> list[tuple[str, str]]:
        """Return organisation, country, sector, kind of measure and year."""
        lines = [
            (gettext("Organisation"), self.organisation),
            (gettext("Country"), self.country_name or gettext("International")),
            (gettext("Sector"), self.get_sector_display()),
            (gettext("Kind of measure"), self.get_measure_display()),
        ]
        if self.started_in:
            lines.append((gettext("Since"), str(self.started_in)))
        return lines

    def parts(self) -> list[tuple[str, str]]:
        """Return what was done, the evidence and the outcome."""
        return [
            (gettext("What was done"), self.action),
            (gettext("Evidence"), self.evidence),
            (pgettext("the programme", "Outcome"), self.outcome),
        ]

    def as_data(self) -> dict[str, object]:
        """Return what the API answers about a case study."""
        return super().as_data() | {
            "country": self.country,
            "sector": self.sector,
            "measure": self.measure,
            "organisation": self.organisation,
            "started_in": self.started_in,
            "action": self.action,
            "evidence": self.evidence,
            "outcome": self.outcome,
        }
