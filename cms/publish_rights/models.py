"""Who plays which part."""

from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.Model):
    """A part that people play, and the group that plays it here.

    Code asks for the part, so an operator may rename the group. A group that is deleted
    leaves the part to nobody. ``granted`` remembers what the group was given once: what
    an operator takes away from it is not given again.
    """

    class Key(models.TextChoices):
        """The parts."""

        EDITORS = "editors", _("Editors")
        SAFEGUARDING = "safeguarding", _("Safeguarding leads")
        TRANSLATORS = "translators", _("Translators")
        FOCAL = "focal", _("Country focal points")
        MANAGERS = "managers", _("Programme managers")

    key = models.CharField(max_length=16, choices=Key)
    country = models.CharField(max_length=2, blank=True, default="")
    group = models.OneToOneField(Group, null=True, on_delete=models.SET_NULL)
    granted = models.JSONField(default=list)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "country"], name="unique_role")
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.country}".strip()
