"""Pictures and documents: their bytes, and whether they may come in."""

import hashlib
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils.text import slugify
from django.utils.translation import gettext

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection
from wagtail.permissions import policy_registry

from cms.packs.errors import PackError
from cms.packs.kinds import Kind
from exchange import pictures
from exchange.base import LeaveOut

# How files begin, by the end of their name; what is not here needs no such mark.
MARKS = {"pdf": b"%PDF-", "vtt": b"WEBVTT"}
BOM = b"\xef\xbb\xbf"
# Ends of names that mean the same, by the one that is usual.
SAME_SUFFIX = {".jpg": (".jpeg",)}


def read_file(instance: Any) -> bytes | None:
    """Return the bytes of a picture or a document; None if the store has lost them."""
    try:
        with instance.open_file() as file:
            return file.read()
    except Exception:
        # Each store raises errors of its own for a file that has gone.
        return None


def suffix_of(instance: Any) -> str:
    """Return the end of the file's name, such as ".svg"."""
    return PurePosixPath(instance.file.name).suffix.lower()


def find(kind: Kind, data: bytes) -> Any:
    """Return the library's picture or document with these bytes, or None."""
    digest = hashlib.sha1(data, usedforsecurity=False).hexdigest()
    return kind.model._default_manager.filter(file_hash=digest).order_by("pk").first()


def inspect(kind: Kind, data: bytes, suffix: str) -> Any:
    """Look whether a file may come into the library.

    Returns:
        What a picture is (``exchange.pictures.PictureInfo``); None for a document.

    Raises:
        PackError: saying why it may not.
    """
    if kind.name != "picture":
        _inspect_document(data, suffix)
        return None
    try:
        return pictures.inspect(data)
    except LeaveOut as error:
        raise PackError(error.reason) from error


def _inspect_document(data: bytes, suffix: str) -> None:
    end = suffix.lstrip(".")
    if end not in settings.WAGTAILDOCS_EXTENSIONS:
        raise PackError(
            gettext("it is a file “%(suffix)s”, which the library does not take")
            % {"suffix": suffix[:12]}
        )
    if not data.removeprefix(BOM).startswith(MARKS.get(end, b"")):
        raise PackError(gettext("it is not what the end of its name says"))


def place_for(kind: Kind, user: Any) -> Collection | None:
    """Return the collection that a user may add to; None if there is none.

    Without a user, as on the command line, it is the library's root.
    """
    root = Collection.get_first_root_node()
    if user is None:
        return root
    policy = policy_registry.get_by_type(kind.model)
    allowed = policy.collections_user_has_permission_for(user, "add")
    return root if root in allowed else allowed.first()


def new(kind: Kind, data: bytes, title: str, suffix: str, user: Any) -> Any:
    """Return an unsaved picture or document; its file is stored when it is saved.

    Raises:
        PackError: if the file may not come in, or the user may not add any.
    """
    info = inspect(kind, data, suffix)
    place = place_for(kind, user)
    if place is None:
        raise PackError(gettext("You may not add files to the library."))
    end = (
        info.suffix
        if info and suffix not in SAME_SUFFIX.get(info.suffix, ())
        else suffix
    )
    name = f"{slugify(title)[:60] or kind.name}{end}"
    instance = kind.model(
        title=title,
        collection=place,
        uploaded_by_user=user,
        file=ContentFile(data, name=name),
    )
    if isinstance(instance, get_image_model()):
        instance.width, instance.height = info.width, info.height
        instance._set_image_file_metadata()
    elif isinstance(instance, get_document_model()):
        instance._set_document_file_metadata()
    return instance
