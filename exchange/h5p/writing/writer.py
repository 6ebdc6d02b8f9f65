"""What the writers of all kinds need: a content's pictures and closing lines."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext

from exchange.base import LeaveOut
from exchange.h5p.package import FOLDER
from exchange.h5p.writing.libraries import versioned
from exchange.h5p.writing.text import line
from exchange.pictures import inspect, plain_stem
from exchange.questions import Question, entries

Params = dict[str, Any]
# A library and the parameters of a content of it.
Built = tuple[str, Params]


@dataclass(slots=True)
class Writer:
    """Writes one question; ``prefix`` keeps its pictures apart from those of others.

    ``used`` are the libraries that its content needs.
    """

    question: Question
    prefix: str
    files: dict[str, bytes] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    @property
    def value(self) -> Mapping[str, Any]:
        """Return what the kind's block stores."""
        return self.question.value

    def parts(self, name: str) -> list[dict[str, Any]]:
        """Return the parts in a list of the question."""
        return [part for _id, part in entries(self.value, name)]

    def image(self, picture: Any) -> Params | None:
        """Return a picture as H5P stores it, and add its file to the package."""
        name = (picture or {}).get("file", "")
        data = self.question.pictures.get(name)
        if data is None:
            return None
        info = inspect(data)
        stem = plain_stem(name)
        path = f"images/{self.prefix}{len(self.files)}-{stem}{info.suffix}"
        self.files[FOLDER + path] = data
        mime = {".jpg": "jpeg", ".svg": "svg+xml"}.get(info.suffix, info.suffix[1:])
        return {
            "path": path,
            "mime": f"image/{mime}",
            "width": info.width,
            "height": info.height,
            "copyright": {"license": "U"},
        }

    def image_content(self, picture: Any) -> Params | None:
        """Return a picture as a content of its own."""
        file = self.image(picture)
        if file is None:
            return None
        self.used.add("H5P.Image")
        return {
            "library": versioned("H5P.Image"),
            "params": {"file": file, "alt": line(picture.get("alt"))},
        }

    def text_content(self, html: str) -> Params:
        """Return words as a content of their own."""
        self.used.add("H5P.AdvancedText")
        return {"library": versioned("H5P.AdvancedText"), "params": {"text": html}}

    def framed(self, params: Params) -> Params:
        """Return parameters with the picture above the question and the closing lines."""
        medium = self.image_content(self.value.get("picture"))
        if medium:
            params["media"] = {"type": medium, "disableImageZooming": True}
        right, wrong = self.value.get("right"), self.value.get("wrong")
        ranges = [(0, 99, wrong), (100, 100, right)]
        params["overallFeedback"] = [
            {"from": first, "to": last, "feedback": line(said)}
            for first, last, said in ranges
        ]
        return params

    def no_pictures(self, *pictures: Any) -> None:
        """Refuse pictures where the library has no place for any.

        Raises:
            LeaveOut: if there is one.
        """
        if any((picture or {}).get("file") for picture in pictures):
            raise LeaveOut(gettext("H5P has no place for its pictures."))
