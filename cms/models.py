"""The models of this app; each lives in the package that its concept has."""

from cms.case_studies.models import CaseStudy
from cms.checks.models import ListedPhrase, Reason
from cms.demo.models import LoadedPack
from cms.editorial.models import (
    EditorialTask,
    PublishTask,
    Review,
    SafeguardingTask,
    TranslationTask,
)
from cms.events.models import Event
from cms.guidelines.models import Guideline
from cms.helplines.models import Helpline
from cms.images import Picture, Rendition
from cms.library.models import GlossaryTerm
from cms.packs.models import PackedContent, PackImport
from cms.pages.country import CountryPage
from cms.pages.home import HomePage
from cms.pages.module import ModulePage
from cms.pages.track import TrackPage
from cms.publications.models import Publication
from cms.publish_rights.models import Role

__all__ = [
    "CaseStudy",
    "CountryPage",
    "EditorialTask",
    "Event",
    "GlossaryTerm",
    "Guideline",
    "Helpline",
    "HomePage",
    "ListedPhrase",
    "LoadedPack",
    "ModulePage",
    "PackImport",
    "PackedContent",
    "Picture",
    "Publication",
    "PublishTask",
    "Reason",
    "Rendition",
    "Review",
    "Role",
    "SafeguardingTask",
    "TrackPage",
    "TranslationTask",
]
