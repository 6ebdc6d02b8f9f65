"""Read a pack: a module as a file, in several languages, with short ids.

The fields of a pack are those of ``ModulePage`` and the children of the steps' blocks. A
leaf ``{"en": …, "ar": …}`` gives words by language; a picture is ``{"file", "alt"}``; each
entry of a list has an ``id`` (or a ``name``) that is unique in its list. From those ids and
a secret of the site follow the ids that the site uses: the same in every language and each
time the pack is loaded, and known to nobody who only has the pack.
"""

import hashlib
import hmac
import json
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError

from wagtail import blocks

from quizzes.blocks import PictureBlock

# Of ids in packs that were loaded before their ids were secret.
NAMESPACE = uuid.UUID("0b5f4c7e-59d5-4c0f-8a0e-5f2f3a1c9d11")
# Goes into every digest: raise it to have all packs loaded again.
FORMAT = 1

FindPicture = Callable[[str], int]


class PackError(Exception):
    """What is wrong with a pack, a line each, with the place in the pack."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


@dataclass(frozen=True)
class Pack:
    """A pack as it was read from its file."""

    data: Mapping[str, Any]
    digest: str

    @property
    def key(self) -> str:
        """Return the key of the pack's module."""
        return self.data["key"]

    def words(self, name: str, language: str) -> Any:
        """Return a field of the module in a language; "" where the pack has none."""
        return in_language(self.data.get(name, ""), language)


def read_pack(path: Path, pictures: Path) -> Pack:
    """Read a pack. Its digest changes with the file and with each picture it shows.

    Raises:
        PackError: if the file is not JSON, has no key, or names a picture there is not.
    """
    try:
        data = json.loads(path.read_bytes())
    except ValueError as error:
        raise PackError([f"{path.name}: {error}"]) from error
    if not isinstance(data, dict) or not data.get("key"):
        raise PackError([f"{path.name}: a pack is an object with a “key”."])
    digest = hashlib.sha256(f"{FORMAT}".encode() + path.read_bytes())
    for name in sorted(set(picture_files(data))):
        if not (pictures / name).is_file():
            raise PackError([f"{path.name}: there is no picture “{name}”."])
        digest.update((pictures / name).read_bytes())
    return Pack(data, digest.hexdigest())


def picture_files(data: object) -> Iterator[str]:
    """Yield the file names of all pictures in a pack."""
    if isinstance(data, dict):
        if isinstance(data.get("file"), str):
            yield data["file"]
        for value in data.values():
            yield from picture_files(value)
    elif isinstance(data, list):
        for value in data:
            yield from picture_files(value)


def in_language(value: Any, language: str) -> Any:
    """Return a leaf's words in a language; anything else as it is.

    Raises:
        PackError: if the leaf lacks the language.
    """
    if isinstance(value, dict) and "en" in value:
        if language not in value:
            raise PackError([f"“{value['en'][:40]}” is not in language {language}."])
        return value[language]
    return value


def stored_id(secret: str, place: str) -> str:
    """Return the id of an entry at a place of a pack, a UUID.

    It looks random and is the same for the same secret. Without one it is what it was before
    packs had secrets, so that sites that loaded them then keep their ids.
    """
    if not secret:
        return str(uuid.uuid5(NAMESPACE, place))
    digest = hmac.digest(secret.encode(), place.encode(), "sha256")
    return str(uuid.UUID(bytes=digest[:16], version=4))


class RawBuilder:
    """Turn parts of a pack into the JSON that StreamFields store, for one language."""

    def __init__(
        self, key: str, language: str, find_picture: FindPicture, secret: str
    ) -> None:
        """Build for the module ``key``; ``find_picture`` gives a picture's primary key.

        ``secret`` keys the ids (see ``stored_id``).
        """
        self.key = key
        self.secret = secret
        self.language = language
        self.find_picture = find_picture
        self.faults: list[str] = []

    def stream(
        self, block: blocks.StreamBlock, entries: list[dict], path: str
    ) -> list[dict]:
        """Return the JSON of a stream whose entries name their ``type``.

        What does not fit the blocks is noted in ``faults``.
        """
        result = []
        for entry in entries:
            place, id_ = self._identify(entry, path)
            child = block.child_blocks.get(entry.get("type"))
            if child is None:
                self.faults.append(f"{place}: there is no step “{entry.get('type')}”.")
                continue
            value = self._value(child, _without(entry, "type"), place)
            result.append({"type": entry["type"], "value": value, "id": id_})
        return result

    def _value(self, block: blocks.Block, data: Any, path: str) -> Any:
        if isinstance(block, PictureBlock):
            return self._picture(data)
        if isinstance(block, blocks.StructBlock):
            return self._struct(block, data, path)
        if isinstance(block, blocks.ListBlock):
            return self._list(block, data, path)
        try:
            return in_language(data, self.language)
        except PackError as error:
            self.faults += [f"{path}: {line}" for line in error.lines]
            return ""

    def _struct(self, block: blocks.StructBlock, data: Any, path: str) -> Any:
        if not isinstance(data, dict):
            self.faults.append(f"{path}: expected an object, found {data!r}.")
            return {}
        names = block.child_blocks
        own = _without(data, "id") if "id" not in names else data
        self.faults += [
            f"{path}: there is no field “{name}”; fields are {', '.join(names)}."
            for name in own
            if name not in names
        ]
        result = {}
        for name, child in names.items():
            if name in own:
                result[name] = self._value(child, own[name], f"{path}/{name}")
            elif isinstance(child, blocks.ListBlock):
                result[name] = []
        return result

    def _list(self, block: blocks.ListBlock, data: list, path: str) -> list[dict]:
        result = []
        for entry in data:
            place, id_ = self._identify(entry, path)
            value = self._value(block.child_block, entry, place)
            result.append({"type": "item", "value": value, "id": id_})
        if len({item["id"] for item in result}) < len(result):
            self.faults.append(f"{path}: two entries have the same id.")
        return result

    def _picture(self, data: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "image": self.find_picture(data["file"]),
            "alt": in_language(data.get("alt", ""), self.language),
        }

    def _identify(self, entry: Mapping[str, Any], path: str) -> tuple[str, str]:
        short = entry.get("id") or entry.get("name")
        if not short:
            self.faults.append(f"{path}: an entry has no id.")
        place = f"{path}/{short}"
        return place, stored_id(self.secret, f"{self.key}/{place}")


def block_faults(error: ValidationError, path: str) -> Iterator[str]:
    """Yield the messages of a block's validation, each with its place."""
    own = getattr(error, "non_block_errors", None)
    children = getattr(error, "block_errors", None)
    if own is None and children is None:
        yield from (f"{path}: {message}" for message in error.messages)
        return
    for message in own or []:
        yield f"{path}: {message}"
    for place, child in (children or {}).items():
        if child is not None:
            yield from block_faults(child, f"{path}/{place}")


def _without(data: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key != name}
