"""Pictures: words for those who do not see them, and what they weigh."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext

from cms.checks.draft import Draft, Shown
from cms.checks.findings import Finding, Level, Place
from cms.publications.weight import media_bytes
from quizzes.pictures import picture_data

# All pictures of a module, in the size that a phone gets, each once.
MODULE_BYTES = 150_000
ONE_PICTURE_BYTES = 60_000

FILE_NAME = re.compile(r"\.(?:png|jpe?g|gif|webp|svg)\s*$", re.IGNORECASE)
# "Picture of …": a screen reader says that it is a picture already.
# A thing in a story may be a photo: "a photo of our street" stays.
OPENING = re.compile(
    r"^(?:an? |the )?(?:image|picture|graphic|icon) (?:of|showing|shows)\b"
    r"|^(?:صورة|رسم|أيقونة) (?:تظهر|تُظهر|توضح|توضّح|تبين|تبيّن|يظهر|يُظهر|يوضح)\b",
    re.IGNORECASE,
)


def alt(draft: Draft) -> Iterator[Finding]:
    """Find pictures without words (error), and words that do not help (warning)."""
    for shown in _pictures(draft):
        level = Level.WARNING
        if not shown.alt:
            level = Level.ERROR
            message = gettext("The picture has no words.")
        elif FILE_NAME.search(shown.alt):
            message = gettext("The words for the picture are the name of a file.")
        elif OPENING.search(shown.alt):
            message = gettext("The words say that it is a picture.")
        else:
            continue
        yield Finding(
            rule="pictures.alt",
            level=level,
            place=shown.place,
            message=message,
            advice=gettext(
                "Say in a sentence what somebody who cannot see it needs to know here."
            ),
        )


def weight(draft: Draft) -> Iterator[Finding]:
    """Find heavy pictures (warning), and a module whose pictures are heavy (error)."""
    weights: dict[int, int] = {}
    for shown in _pictures(draft):
        if shown.image.pk in weights:
            continue
        size = weights[shown.image.pk] = _bytes(shown)
        if size > ONE_PICTURE_BYTES:
            yield Finding(
                rule="pictures.weight",
                level=Level.WARNING,
                place=shown.place,
                message=gettext("The picture weighs %(size)d KB; %(limit)d are enough.")
                % {"size": size // 1000, "limit": ONE_PICTURE_BYTES // 1000},
                advice=gettext("Use a simpler drawing, or a smaller photo."),
            )
    total = sum(weights.values())
    if total > MODULE_BYTES:
        yield Finding(
            rule="pictures.weight",
            level=Level.ERROR,
            place=Place(("steps",), (gettext("All pictures"),)),
            message=gettext(
                "The pictures weigh %(size)d KB together, at most %(limit)d."
            )
            % {"size": total // 1000, "limit": MODULE_BYTES // 1000},
            advice=gettext(
                "Many children pay for each megabyte. Use fewer or simpler pictures."
            ),
        )


def _pictures(draft: Draft) -> Iterator[Shown]:
    if draft.cover:
        yield draft.cover
    for step in draft.all_steps:
        yield from step.pictures


def _bytes(shown: Shown) -> int:
    """Return what a phone loads: the drawing, or the widest of its small photos."""
    data = picture_data({"image": shown.image, "alt": shown.alt})
    return media_bytes({"src": data["src"]}) if data else 0
