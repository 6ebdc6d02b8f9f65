"""What has been published: ready bytes for players, and the key for the grader."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PublicationQuerySet(models.QuerySet):
    """Publications, chosen without their bytes wherever nobody reads them."""

    def current(self) -> "PublicationQuerySet":
        """Leave what players get today."""
        return self.filter(is_current=True)

    def without_bytes(self) -> "PublicationQuerySet":
        """Leave out the columns that are long."""
        return self.defer("payload", "br", "gzip", "key")


class Publication(models.Model):
    """One version of one module in one language, compiled when it was published.

    ``version`` is a hash of the content, so a row never changes in what it says. Older
    versions stay a while: an answer given offline is graded against what the child saw.
    The key is in a column of its own, which nothing that answers the public reads.
    """

    page = models.ForeignKey(
        "cms.ModulePage",
        verbose_name=_("module"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="publications",
    )
    module_key = models.SlugField(_("module key"), max_length=64)
    locale = models.CharField(_("language"), max_length=100)
    version = models.CharField(_("version"), max_length=64, unique=True)
    is_current = models.BooleanField(_("current"), default=True)
    payload = models.BinaryField(_("payload"))
    br = models.BinaryField(_("payload, brotli"))
    gzip = models.BinaryField(_("payload, gzip"))
    key = models.BinaryField(_("key"))
    steps = models.JSONField(_("ids of the steps"))
    summary = models.JSONField(_("summary"))
    graded = models.JSONField(_("ids of the practice items that are graded"))
    pass_mark = models.PositiveSmallIntegerField(
        _("pass mark"), default=0, help_text=_("In per cent; 0 where none is passed.")
    )
    created_on = models.DateTimeField(_("published on"), auto_now_add=True)
    retired_on = models.DateTimeField(_("retired on"), null=True, blank=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        constraints = [
            models.UniqueConstraint(
                fields=["module_key", "locale"],
                condition=models.Q(is_current=True),
                name="one_current_publication",
            )
        ]
        indexes = [
            models.Index(
                fields=["locale"],
                condition=models.Q(is_current=True),
                name="current_by_locale",
            ),
            models.Index(
                fields=["retired_on"],
                condition=models.Q(is_current=False),
                name="retired_publications",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.module_key} ({self.locale}) {self.version}"
