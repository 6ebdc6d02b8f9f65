"""Events: from the announcement to what came of them."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import formats, timezone
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms.entries.models import Entry
from cms.pages.country import CODE


class EventKind(models.TextChoices):
    """What kind of event it is."""

    WORKSHOP = "workshop", _("Workshop")
    CONFERENCE = "conference", _("Conference")
    TRAINING = "training", _("Training course")
    CONSULTATION = "consultation", _("Consultation")


class SessionBlock(blocks.StructBlock):
    """One item of the agenda."""

    when = blocks.CharBlock(default="", required=False, max_length=60, label=_("When"))
    title = blocks.CharBlock(default="", max_length=200, label=_("Title"))
    speakers = blocks.CharBlock(
        default="", required=False, max_length=300, label=_("With")
    )

    class Meta:
        icon = "time"
        label = _("Session")
        label_format = "{when} {title}"


class MaterialBlock(blocks.StructBlock):
    """A document of the event."""

    title = blocks.CharBlock(default="", max_length=200, label=_("Title"))
    url = blocks.URLBlock(default="", label=_("Address"))

    class Meta:
        icon = "doc-full"
        label = _("Document")
        label_format = "{title}"


class AttendanceBlock(blocks.StructBlock):
    """How many people came from a sector or a country; never who."""

    group = blocks.CharBlock(default="", max_length=120, label=_("Sector or country"))
    number = blocks.IntegerBlock(min_value=0, max_value=100_000, label=_("People"))

    class Meta:
        icon = "group"
        label = _("Participants")
        label_format = "{group}: {number}"


class FollowUpBlock(blocks.StructBlock):
    """What somebody took on, or a framework that countries share since."""

    title = blocks.CharBlock(
        default="", max_length=250, label=pgettext_lazy("the programme", "What")
    )
    owner = blocks.CharBlock(default="", required=False, max_length=160, label=_("Who"))
    state = blocks.CharBlock(
        default="", required=False, max_length=160, label=_("How far it is")
    )

    class Meta:
        icon = "tasks"
        label = _("Follow-up")
        label_format = "{title}"


class Event(Entry):
    """A workshop, conference or training: its programme, who was there, what came of it."""

    section = "events"
    facets = ("country", "kind")

    kind = models.CharField(_("kind of event"), max_length=16, choices=EventKind)
    country = models.CharField(
        _("country"), max_length=2, blank=True, default="", validators=[CODE]
    )
    place = models.CharField(
        pgettext_lazy("the programme", "place"), max_length=120, blank=True, default=""
    )
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    is_day_known = models.BooleanField(
        _("the day is known"),
        default=True,
        help_text=_("If not, readers see the month alone."),
    )
    hosts = models.CharField(_("hosts"), max_length=300)
    partners = models.CharField(_("partners"), max_length=500, blank=True, default="")
    aims = models.TextField(_("aims"), blank=True, default="")
    participants = models.CharField(
        _("participants"),
        max_length=200,
        blank=True,
        default="",
        help_text=_("In words, such as “almost 100”. Numbers only, no names."),
    )
    outcomes = models.TextField(
        pgettext_lazy("the programme", "outcomes"), blank=True, default=""
    )
    agenda = StreamField([("session", SessionBlock())], blank=True)
    attendance = StreamField([("group", AttendanceBlock())], blank=True)
    materials = StreamField([("document", MaterialBlock())], blank=True)
    follow_up = StreamField([("action", FollowUpBlock())], blank=True)
    frameworks = StreamField([("framework", FollowUpBlock())], blank=True)

    panels = [
        *Entry.head_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("kind"), FieldPanel("country")]),
                FieldPanel("place"),
                FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
                FieldPanel("is_day_known"),
                FieldPanel("hosts"),
                FieldPanel("partners"),
            ],
            heading=_("Who and where"),
        ),
        FieldPanel("aims"),
        FieldPanel("agenda", heading=_("Agenda")),
        FieldPanel("participants"),
        FieldPanel("attendance", heading=_("Participants by sector and country")),
        FieldPanel("materials", heading=_("Documents")),
        FieldPanel("outcomes"),
        FieldPanel("follow_up", heading=_("Follow-up")),
        FieldPanel("frameworks", heading=_("Regional frameworks")),
        *Entry.source_panels,
    ]
    search_fields = [
        *Entry.search_fields,
        index.SearchField("hosts"),
        index.SearchField("aims"),
        index.SearchField("outcomes"),
    ]
    override_translatable_fields = [
        SynchronizedField(name)
        for name in (
            *Entry.synchronized,
            "kind",
            "country",
            "starts_on",
            "ends_on",
            "is_day_known",
        )
    ]

    class Meta(Entry.Meta):
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["slug", "locale"], name="unique_event")
        ]

    def clean(self) -> None:
        """Refuse an event that ends before it starts.

        Raises:
            ValidationError: at ``ends_on``.
        """
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError(
                {"ends_on": gettext("The last day is before the first.")}
            )

    @property
    def is_coming(self) -> bool:
        """Return whether its last day is today or later."""
        return self.ends_on >= timezone.localdate()

    def when(self) -> str:
        """Return its days, or its month where the day is not known, in words."""
        if not self.is_day_known:
            return formats.date_format(self.starts_on, "F Y")
        first, last = (_day(day) for day in (self.starts_on, self.ends_on))
        return first if first == last else f"{first} – {last}"

    def chips(self) -> list[str]:
        """Return days, place and kind."""
        where = [self.country_name] if self.country else []
        return [self.when(), *where, self.get_kind_display()]

    def facts(self) -> list[tuple[str, str]]:
        """Return days, place, hosts, partners and how many people came."""
        places = [self.place, self.country_name]
        lines = [
            (gettext("When"), self.when()),
            (
                pgettext("the programme", "Where"),
                gettext(", ").join(filter(None, places)),
            ),
            (gettext("Kind of event"), self.get_kind_display()),
            (gettext("Hosts"), self.hosts),
            (gettext("Partners"), self.partners),
            (gettext("Participants"), self.participants),
        ]
        return [line for line in lines if line[1]]

    def parts(self) -> list[tuple[str, str]]:
        """Return aims and, if there are any, outcomes."""
        found = [(gettext("Aims"), self.aims), (gettext("Outcomes"), self.outcomes)]
        return [part for part in found if part[1]]

    def as_data(self) -> dict[str, object]:
        """Return what the API answers about an event."""
        streams = ("agenda", "attendance", "materials", "follow_up", "frameworks")
        plain = ("kind", "country", "place", "is_day_known", "hosts", "partners")
        words = ("aims", "participants", "outcomes")
        return (
            super().as_data()
            | {name: getattr(self, name) for name in plain + words}
            | {
                "starts_on": self.starts_on.isoformat(),
                "ends_on": self.ends_on.isoformat(),
            }
            | {
                name: [dict(child.value) for child in getattr(self, name)]
                for name in streams
            }
        )


def _day(day: date) -> str:
    return formats.date_format(day, "j F Y")
