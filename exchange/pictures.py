"""Pictures of foreign files: what is one, and how it gets into the library."""

import hashlib
import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any
from xml.etree.ElementTree import Element

from django.core.files.base import ContentFile
from django.utils.text import slugify
from django.utils.translation import gettext

from wagtail.images import get_image_model
from wagtail.images.models import SourceImageIOError
from wagtail.models import Collection
from wagtail.permissions import policy_registry

from PIL import Image
from willow.svg import SvgWrapper, WillowSvgException

from exchange.archives import Archive
from exchange.base import LeaveOut, Unreadable
from exchange.budget import Budget
from exchange.text import parse_xml, shorten, tidy

MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 40_000_000
# Of one picture of an import, and of all: they are decoded to see that they are whole.
MAX_PIXELS_EACH = 16_000_000
MAX_ALL_PIXELS = 40_000_000
# Pictures that take several times as long to decode.
SLOWER = (".avif", ".webp")
SLOW = 4
# Elements of all drawings of an import.
MAX_DRAWN = 50_000
SUFFIXES = {
    "PNG": ".png",
    "JPEG": ".jpg",
    "GIF": ".gif",
    "WEBP": ".webp",
    "AVIF": ".avif",
}
# Parts of a drawing that run something, bring something in or lead somewhere.
FOREIGN_PARTS = {
    *("script", "foreignobject", "iframe", "object", "embed", "handler", "a"),
    *("animate", "set", "audio", "video"),
}


@dataclass(frozen=True, slots=True)
class PictureInfo:
    """What a file of a picture is: its usual suffix, its size in pixels, its name."""

    suffix: str
    width: int
    height: int
    name: str = ""


class Inspector:
    """Inspects the pictures of one file: each once, and no more than take a second.

    Small files can hold huge pictures, and many questions can show the same one.
    """

    def __init__(self) -> None:
        self._pixels = MAX_ALL_PIXELS
        self._budget = Budget(text=MAX_BYTES, elements=MAX_DRAWN)
        self._known: dict[bytes, PictureInfo | str] = {}

    def inspect(self, data: bytes) -> PictureInfo:
        """Return what a picture is; see the function of the same name.

        Raises:
            LeaveOut: if it is no picture that the library takes, or one too many.
        """
        if data not in self._known:
            try:
                self._known[data] = self._inspected(data)
            except LeaveOut as error:
                self._known[data] = error.reason
        found = self._known[data]
        if isinstance(found, str):
            raise LeaveOut(found)
        return found

    def _inspected(self, data: bytes) -> PictureInfo:
        if is_drawing(data):
            return inspect(data, self._budget)
        info = measure(data)
        cost = info.width * info.height * (SLOW if info.suffix in SLOWER else 1)
        if cost > min(MAX_PIXELS_EACH, self._pixels):
            raise LeaveOut(gettext("it has too many pixels for an import"))
        self._pixels -= cost
        return inspect(data)


def measure(data: bytes) -> PictureInfo:
    """Return what a picture says that it is; whether all of it is there is not looked at.

    Raises:
        LeaveOut: if it is no picture that the library takes.
    """
    if is_drawing(data):
        return inspect(data)
    return _opened(data, load=False)


def is_drawing(data: bytes) -> bool:
    """Return whether a picture is a drawing in XML, if it is one."""
    return data[:1000].lstrip()[:1] == b"<" or data.startswith(b"\xef\xbb\xbf<")


def inspect(data: bytes, budget: Budget | None = None) -> PictureInfo:
    """Tell what a picture is, by what is in it; its name and claimed type count nothing.

    ``budget`` is what a drawing's elements are taken from.

    Raises:
        LeaveOut: if it is no picture that the library takes.
    """
    if len(data) > MAX_BYTES:
        raise LeaveOut(gettext("it is larger than 10 MB"))
    if is_drawing(data):
        return _inspect_drawing(data, budget or Budget(text=MAX_BYTES))
    return _opened(data, load=True)


def _opened(data: bytes, load: bool) -> PictureInfo:
    try:
        # Pillow warns of a picture that is small as a file and huge in memory.
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=list(SUFFIXES)) as picture:
                width, height = picture.size
                if width * height > MAX_PIXELS:
                    raise LeaveOut(gettext("it has too many pixels"))
                if load:
                    picture.load()
                return PictureInfo(SUFFIXES[picture.format or ""], width, height)
    except LeaveOut:
        raise
    except Exception as error:
        # Pillow's decoders raise almost anything for a broken file.
        raise LeaveOut(_no_picture()) from error


def _inspect_drawing(data: bytes, budget: Budget) -> PictureInfo:
    try:
        root = parse_xml(data, budget=budget)
        if _local(root.tag) != "svg":
            raise LeaveOut(_no_picture())
        for element in root.iter():
            _refuse_foreign(element)
        drawing = SvgWrapper.from_file(BytesIO(data))
        width, height = round(drawing.width), round(drawing.height)
    except (Unreadable, WillowSvgException, ValueError, ArithmeticError) as error:
        if isinstance(error, LeaveOut):
            raise
        raise LeaveOut(_no_picture()) from error
    if not (0 < width < MAX_PIXELS and 0 < height < MAX_PIXELS):
        raise LeaveOut(gettext("it has no size"))
    return PictureInfo(".svg", width, height)


def _no_picture() -> str:
    return gettext("it is no PNG, JPEG, GIF, WebP or SVG picture")


def _refuse_foreign(element: Element) -> None:
    """Refuse what could run, or ask another host, when the drawing is opened by itself."""
    name = _local(element.tag)
    words = [element.text or "" if name == "style" else ""]
    for attribute, value in element.attrib.items():
        attribute = _local(attribute)
        if attribute.startswith("on"):
            raise LeaveOut(gettext("it is a drawing that runs a program"))
        if attribute in ("href", "src") and not re.match(
            r"\s*(#|data:image/(png|jpeg|gif|webp)[;,])", value
        ):
            raise LeaveOut(gettext("it is a drawing that brings in other files"))
        words.append(value)
    if name.startswith(tuple(FOREIGN_PARTS - {"a", "set"})) or name in ("a", "set"):
        raise LeaveOut(gettext("it is a drawing that runs a program"))
    text = " ".join(words).lower()
    if re.search(r"@import|url\(\s*[\"']?\s*[^#\"'\s]|javascript:|\\", text):
        raise LeaveOut(gettext("it is a drawing that brings in other files"))


def _local(name: str) -> str:
    return name.rpartition("}")[2].rpartition(":")[2].lower()


def file_of(
    value: Mapping[str, Any] | None, pictures: dict[str, bytes]
) -> dict[str, str]:
    """Return ``{"file", "alt"}`` of a PictureBlock's value, and put its bytes in ``pictures``.

    Gives ``{}`` when no picture is chosen, and when its file has gone from the store.
    """
    image = value.get("image") if value else None
    if value is None or image is None:
        return {}
    try:
        with image.open_file() as file:
            data = file.read()
    except (OSError, SourceImageIOError):
        return {}
    name = PurePosixPath(image.file.name).name
    pictures[name] = data
    return {"file": name, "alt": (value.get("alt") or "").strip()}


def place_for(user: Any) -> Collection | None:
    """Return the collection that a user may add pictures to; None if there is none.

    Without a user, as on the command line, it is the library's root.
    """
    root = Collection.get_first_root_node()
    if user is None:
        return root
    policy = policy_registry.get_by_type(get_image_model())
    allowed = policy.collections_user_has_permission_for(user, "add")
    return root if root in allowed else allowed.first()


def of_package(
    archive: Archive | None,
    reference: str,
    base: str,
    pictures: dict[str, bytes],
    notes: list[str],
) -> str | None:
    """Return the name of a picture that a package brings along; None, noted, if it does not.

    Args:
        archive: the package; None for a file that came alone.
        reference: how the file refers to the picture.
        base: the name of the file that refers to it.
        pictures: where its bytes go, by that name.
        notes: where to say that it is missing or broken, once.
    """
    name = archive.find(reference, base) if archive else None
    if name is None or archive is None:
        missing = gettext("The picture “%(name)s” is not in the file.") % {
            "name": shorten(reference, 80)
        }
        if missing not in notes:
            notes.append(missing)
        return None
    if name not in pictures:
        try:
            pictures[name] = archive.keep(name)
        except Unreadable as error:
            broken = gettext("The picture “%(name)s” is left out: %(reason)s") % {
                "name": shorten(name, 80),
                "reason": error.reason,
            }
            if broken not in notes:
                notes.append(broken)
            return None
    return name


def plain_stem(name: str) -> str:
    """Return a file's name without its end, in letters that every program takes."""
    stem = PurePosixPath(name).stem
    return "".join(c if c.isascii() and c.isalnum() else "-" for c in stem)


def keep(pictures: Mapping[str, bytes], title: str, user: Any = None) -> dict[str, int]:
    """Save pictures to the library, and give the primary key of each by its name.

    A picture that its collection has already, byte for byte, is used again.

    Raises:
        LeaveOut: if one is no picture, or the user may not add any.
    """
    if not pictures:
        return {}
    place = place_for(user)
    if place is None:
        raise LeaveOut(gettext("You may not add pictures to the library."))
    return {
        name: _keep(name, data, title, place, user) for name, data in pictures.items()
    }


def _keep(name: str, data: bytes, title: str, place: Collection, user: Any) -> int:
    model = get_image_model()
    digest = hashlib.sha1(data, usedforsecurity=False).hexdigest()
    known = model.objects.filter(file_hash=digest, collection=place).first()
    if known is not None:
        return known.pk
    info = inspect(data)
    stem = tidy(PurePosixPath(name.replace("\\", "/")).stem)
    file_name = f"{slugify(stem)[:60] or 'picture'}{info.suffix}"
    picture = model(
        title=shorten(stem or title, 120),
        uploaded_by_user=user,
        collection=place,
        file=ContentFile(data, name=file_name),
        width=info.width,
        height=info.height,
    )
    picture._set_image_file_metadata()
    picture.save()
    return picture.pk
