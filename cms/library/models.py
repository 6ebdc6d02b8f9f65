"""Words that the whole site shares."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel
from wagtail.models import TranslatableMixin
from wagtail.search import index


class GlossaryTerm(TranslatableMixin, index.Indexed, models.Model):
    """A word of life online, and what it means in a child's words."""

    term = models.CharField(
        _("word"),
        max_length=60,
        help_text=_("As children meet it, such as “screenshot”."),
    )
    meaning = models.TextField(
        _("meaning"),
        max_length=300,
        help_text=_(
            "One to three short sentences that a child of nine understands, without "
            "further hard words."
        ),
    )
    sort_order = models.IntegerField(_("order"), default=0, editable=False)

    panels = [FieldPanel("term"), FieldPanel("meaning")]
    search_fields = [
        index.SearchField("term"),
        index.AutocompleteField("term"),
        index.SearchField("meaning"),
        index.FilterField("locale"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("glossary word")
        verbose_name_plural = _("glossary")
        ordering = ["sort_order", "pk"]

    def __str__(self) -> str:
        return self.term

    def clean(self) -> None:
        """Refuse a word that is explained already in the language.

        Raises:
            ValidationError: at ``term``.
        """
        super().clean()
        self.term = self.term.strip()
        same = GlossaryTerm.objects.filter(
            term__iexact=self.term, locale_id=self.locale_id
        )
        if self.term and same.exclude(pk=self.pk).exists():
            raise ValidationError(
                {"term": gettext("The glossary explains this word already.")}
            )
