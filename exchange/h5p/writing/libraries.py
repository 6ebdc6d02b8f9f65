"""The libraries of H5P that contents are written for."""

from collections.abc import Mapping
from types import MappingProxyType

# The versions whose semantics are written.
VERSIONS: Mapping[str, str] = MappingProxyType(
    {
        "H5P.AdvancedText": "1.1",
        "H5P.DragQuestion": "1.14",
        "H5P.DragText": "1.10",
        "H5P.Image": "1.1",
        "H5P.ImageHotspotQuestion": "1.8",
        "H5P.ImageMultipleHotspotQuestion": "1.0",
        "H5P.MarkTheWords": "1.11",
        "H5P.MultiChoice": "1.16",
        "H5P.QuestionSet": "1.20",
        "H5P.SortParagraphs": "0.11",
    }
)
SET = "H5P.QuestionSet"
IN_A_SET = frozenset(
    {"H5P.DragQuestion", "H5P.DragText", "H5P.MarkTheWords", "H5P.MultiChoice"}
)


def versioned(name: str) -> str:
    """Return how a content names its library."""
    return f"{name} {VERSIONS[name]}"
