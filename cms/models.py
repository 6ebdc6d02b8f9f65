"""The models of this app; each lives in the package that its concept has."""

from cms.demo.models import LoadedPack
from cms.helplines.models import Helpline
from cms.images import Picture, Rendition
from cms.pages.home import HomePage
from cms.pages.module import ModulePage
from cms.pages.track import TrackPage
from cms.publishing.models import Publication

__all__ = [
    "Helpline",
    "HomePage",
    "LoadedPack",
    "ModulePage",
    "Picture",
    "Publication",
    "Rendition",
    "TrackPage",
]
