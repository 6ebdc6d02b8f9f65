"""Case studies in the admin."""

from django.utils.translation import gettext_lazy as _

from cms.case_studies.models import CaseStudy
from cms.entries.viewsets import EntryViewSet


class CaseStudyViewSet(EntryViewSet):
    """Case studies; those that organisations have sent are drafts in review."""

    model = CaseStudy
    icon = "doc-full"
    menu_label = _("Case studies")
    list_filter = ["live", "sector", "measure", "country"]
