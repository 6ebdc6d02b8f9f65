"""The picture library: Wagtail's images with a line of credit."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail.images.models import AbstractImage, AbstractRendition, Image

from exchange.base import LeaveOut
from exchange.pictures import inspect


class Picture(AbstractImage):
    """A picture of the library; SVG is kept as it is, the rest becomes WebP."""

    credit = models.CharField(
        _("credit"),
        max_length=255,
        blank=True,
        default="",
        help_text=_("Who made it, and under which licence."),
    )

    admin_form_fields = (*Image.admin_form_fields, "credit")

    def clean(self) -> None:
        """Refuse a new file that an import would refuse, so that every backup restores.

        Raises:
            ValidationError: at the file, with the reason.
        """
        super().clean()
        if not self.file or self.file._committed:
            return
        self.file.seek(0)
        try:
            inspect(self.file.read())
        except LeaveOut as error:
            raise ValidationError(
                {
                    "file": gettext("This picture cannot be used: %(why)s.")
                    % {"why": error.reason}
                }
            ) from error
        finally:
            self.file.seek(0)

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")


class Rendition(AbstractRendition):
    """A picture in the size and format that a page asked for."""

    image = models.ForeignKey(
        Picture, on_delete=models.CASCADE, related_name="renditions"
    )

    class Meta:
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"],
                name="unique_rendition",
            )
        ]
