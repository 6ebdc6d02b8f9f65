"""How a picture of the library reaches the players."""

from collections.abc import Callable, Mapping
from typing import Any, TypedDict

from wagtail.images.models import SourceImageIOError

from quizzes.json_types import Words, serializer_of

# What phones and small laptops show; wider screens scale the last one up a little.
WIDTHS = (320, 640)


class PictureData(TypedDict):
    """A picture; ``srcset`` is empty for a drawing (SVG), which has every size in one."""

    src: str
    srcset: Words
    width: int
    height: int
    alt: Words


PictureSerializer = serializer_of(PictureData)
# Turns the value of a PictureBlock into what players get.
PictureMaker = Callable[[Mapping[str, Any] | None], PictureData | None]


def picture_data(value: Mapping[str, Any] | None) -> PictureData | None:
    """Return the addresses, size and words of a PictureBlock's value.

    Makes the WebP renditions that are missing. Gives None when no picture is chosen, and
    when its file has gone from the store: a question must not fail with its picture.
    """
    image = value.get("image") if value else None
    if value is None or image is None:
        return None
    alt = (value.get("alt") or "").strip()
    if image.is_svg():
        return {
            "src": image.file.url,
            "srcset": "",
            "width": image.width,
            "height": image.height,
            "alt": alt,
        }
    try:
        renditions = image.get_renditions(*(f"width-{w}|format-webp" for w in WIDTHS))
    except SourceImageIOError:
        return None
    # A picture narrower than a wanted width is not enlarged: its sizes collapse into one.
    by_width = {r.width: r for r in renditions.values()}
    widest = by_width[max(by_width)]
    return {
        "src": widest.url,
        "srcset": ", ".join(f"{by_width[w].url} {w}w" for w in sorted(by_width)),
        "width": widest.width,
        "height": widest.height,
        "alt": alt,
    }
