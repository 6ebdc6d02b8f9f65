"""Helplines: whom a child or a parent can call, country by country."""

from datetime import date, timedelta

from django import forms
from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import TranslatableMixin
from wagtail.permissions import policy_registry
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms.helplines.panels import StandingPanel

# A check counts for this long. What nobody has checked since is hidden, except emergency
# numbers and international services: those are shown as not checked.
VERIFIED_FOR = timedelta(days=183)
# How long before that editors are told.
TOLD_BEFORE = timedelta(days=30)


class Service(models.TextChoices):
    """What a service is for."""

    HELPLINE = "helpline", _("Helpline: someone to talk to")
    EMERGENCY = "emergency", _("Emergency number: danger now")


class Channel(models.TextChoices):
    """How a service is reached."""

    PHONE = "phone", _("Phone")
    CHAT = "chat", _("Chat")
    WHATSAPP = "whatsapp", _("WhatsApp")
    SMS = "sms", _("Text message")
    EMAIL = "email", _("E-mail")
    WEB = "web", _("Website or form")


class Standing(models.TextChoices):
    """Whether readers see a helpline."""

    SHOWN = "shown", _("Shown")
    SOON = "soon", _("Shown, check it soon")
    UNCHECKED = "unchecked", _("Shown as not checked")
    HIDDEN = "hidden", _("Hidden until it is checked")


class HelplineForm(WagtailAdminModelForm):
    """The editor's form, with the channels to tick."""

    channels = forms.MultipleChoiceField(
        label=_("channels"),
        choices=Channel,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def clean(self) -> dict[str, object]:
        """Refuse a line that cannot be reached, and a check that nobody could have made."""
        cleaned = super().clean()
        if not cleaned.get("phone") and not cleaned.get("url"):
            self.add_error("phone", gettext("Give a phone number or a website."))
        day = cleaned.get("verified_on")
        if day and day > timezone.localdate():
            self.add_error("verified_on", gettext("This day is still to come."))
        if day and not cleaned.get("verified_by"):
            self.add_error("verified_by", gettext("Say who tried it."))
        return cleaned

    def clean_country(self) -> str:
        """Let focal points give a helpline to a country of their own only."""
        policy = policy_registry.get_by_type(self._meta.model)
        bound = policy.countries(self.for_user) if self.for_user else None
        country = self.cleaned_data["country"]
        if bound is not None and country not in bound:
            raise forms.ValidationError(
                gettext(
                    "Choose a country that you are a focal point of: %(countries)s."
                )
                % {"countries": ", ".join(sorted(bound)) or "–"}
            )
        return country


class HelplineQuerySet(models.QuerySet):
    """Helplines, and which of them may be shown."""

    def shown(self, today: date | None = None) -> "HelplineQuerySet":
        """Leave out helplines that nobody has checked within six months.

        Emergency numbers and international services always stay: their readers are told
        that they are not checked. HELPLINES_SHOW_UNVERIFIED keeps helplines, too; it is
        for demonstrations.
        """
        if settings.HELPLINES_SHOW_UNVERIFIED:
            return self
        oldest = (today or timezone.localdate()) - VERIFIED_FOR
        return self.filter(
            models.Q(verified_on__gte=oldest)
            | models.Q(service=Service.EMERGENCY)
            | models.Q(country="")
        )

    def one_of_each(self) -> "HelplineQuerySet":
        """Leave one of the languages of each, that which was written first."""
        first = Helpline.objects.order_by().values("translation_key")
        return self.filter(
            pk__in=first.annotate(first=models.Min("pk")).values("first")
        )

    def due(self, today: date | None = None) -> "HelplineQuerySet":
        """Return those whose check is missing or out of date, or will be within 30 days."""
        soon = (today or timezone.localdate()) - VERIFIED_FOR + TOLD_BEFORE
        return self.filter(
            models.Q(verified_on=None) | models.Q(verified_on__lt=soon)
        ).order_by(models.F("verified_on").asc(nulls_first=True), "sort_order", "pk")


class Helpline(TranslatableMixin, index.Indexed, models.Model):
    """One service of one country; without a country it is for countries that have none."""

    country = models.CharField(
        _("country"),
        max_length=2,
        blank=True,
        default="",
        validators=[
            RegexValidator(r"^[A-Z]{2}\Z", _("Two capital letters, as in BH."))
        ],
        help_text=_("ISO 3166 code such as BH. Empty: shown where a country has none."),
    )
    service = models.CharField(
        _("service"), max_length=16, choices=Service, default=Service.HELPLINE
    )
    name = models.CharField(_("name"), max_length=120)
    phone = models.CharField(
        _("phone"),
        max_length=40,
        blank=True,
        default="",
        help_text=_("As it is dialled inside the country."),
    )
    url = models.URLField(_("website"), blank=True, default="")
    hours = models.CharField(
        _("hours"),
        max_length=120,
        blank=True,
        default="",
        help_text=_("When somebody answers, such as “every day, 24 hours”."),
    )
    channels = models.JSONField(_("channels"), blank=True, default=list)
    verified_on = models.DateField(
        _("checked on"),
        null=True,
        blank=True,
        help_text=_(
            "The day on which somebody last tried it. After six months a helpline is"
            " hidden; an emergency number or an international service is shown as not"
            " checked."
        ),
    )
    verified_by = models.CharField(
        _("checked by"), max_length=120, blank=True, default=""
    )
    source = models.CharField(
        _("source"),
        max_length=255,
        blank=True,
        default="",
        help_text=_("Where the number comes from. Readers do not see it."),
    )
    sort_order = models.IntegerField(_("order"), default=0, editable=False)

    objects = HelplineQuerySet.as_manager()

    base_form_class = HelplineForm
    panels = [
        StandingPanel(),
        FieldRowPanel([FieldPanel("country"), FieldPanel("service")]),
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("phone"), FieldPanel("url")]),
        FieldPanel("hours"),
        FieldPanel("channels"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("verified_on"), FieldPanel("verified_by")]),
                FieldPanel("source"),
            ],
            heading=_("Check before you publish"),
        ),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("phone"),
        index.FilterField("country"),
        index.FilterField("locale"),
    ]
    override_translatable_fields = [
        SynchronizedField(name)
        for name in ("country", "phone", "verified_by", "source", "sort_order")
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("helpline")
        verbose_name_plural = _("helplines")
        ordering = ["sort_order", "country", "name"]
        indexes = [models.Index(fields=["country", "locale"], name="helpline_country")]

    def __str__(self) -> str:
        return f"{self.country or '*'} · {self.name}"

    @property
    def is_always_shown(self) -> bool:
        """Return whether readers see it even if nobody has checked it."""
        return self.service == Service.EMERGENCY or not self.country

    @property
    def expires_on(self) -> date | None:
        """Return the first day on which its check no longer counts; None if there is none."""
        return self.verified_on and self.verified_on + VERIFIED_FOR + timedelta(days=1)

    @property
    def checked_on(self) -> date | None:
        """Return the day of its last check while that counts, else None."""
        expires = self.expires_on
        is_valid = expires is not None and timezone.localdate() < expires
        return self.verified_on if is_valid else None

    @property
    def standing(self) -> Standing:
        """Return what readers see of it today, by the day of its last check."""
        today, expires = timezone.localdate(), self.expires_on
        if expires is None or expires <= today:
            return Standing.UNCHECKED if self.is_always_shown else Standing.HIDDEN
        return Standing.SOON if expires - TOLD_BEFORE <= today else Standing.SHOWN

    def as_data(self) -> dict[str, object]:
        """Return what the API answers about one helpline.

        ``verified_on`` is null where nobody has checked it within six months, so that no
        reader takes an old check for a new one.
        """
        return {
            "name": self.name,
            "phone": self.phone,
            "url": self.url,
            "hours": self.hours,
            "channels": self.channels,
            "verified_on": self.checked_on and self.checked_on.isoformat(),
        }
