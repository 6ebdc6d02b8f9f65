"""What an import would do, thing by thing. Nothing here writes."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail.models import Page

from cms.packs import differences, format, kinds, media, rights
from cms.packs.errors import PackError
from cms.packs.files import PackFile
from cms.packs.finding import Finder
from cms.packs.models import PackedContent
from cms.packs.records import Recorder
from cms.packs.values import Incoming, Unfit

# Told how many things of how many are done.
Tell = Callable[[int, int], None]


class Status(StrEnum):
    """What a thing of a pack is to this site."""

    NEW = "new"
    CHANGED = "changed"
    CONFLICT = "conflict"
    SAME = "same"
    LEFT_OUT = "left-out"

    @property
    def label(self) -> Promise:
        """Return the word for editors."""
        return {
            Status.NEW: _("New"),
            Status.CHANGED: _("Changed"),
            Status.CONFLICT: _("Conflict"),
            Status.SAME: _("Same"),
            Status.LEFT_OUT: _("Left out"),
        }[self]


@dataclass
class Item:
    """One thing of a pack, and what would become of it.

    Attributes:
        why: what makes it a conflict, or why it is left out.
        changes: what would be different, a line a field.
    """

    content: format.Content
    record: format.Record
    kind: kinds.Kind
    instance: Any = None
    status: Status = Status.SAME
    why: str = ""
    changes: list[str] = field(default_factory=list)

    @property
    def uid(self) -> str:
        """Return its name."""
        return self.record.uid


@dataclass
class Plan:
    """What an import would do; with ``faults`` it can do nothing."""

    pack: PackFile
    finder: Finder
    items: list[Item]
    faults: list[str]

    def counts(self) -> dict[Status, int]:
        """Return how many things there are of each status."""
        counted = Counter(item.status for item in self.items)
        return {status: counted[status] for status in Status}

    def of(self, status: Status) -> list[Item]:
        """Return the things of a status."""
        return [item for item in self.items if item.status == status]


def make_plan(
    pack: PackFile, user: Any = None, tell: Tell = lambda *_done: None
) -> Plan:
    """Compare a pack with what is here, and try out whether it could be written.

    Args:
        pack: the file; whether it is trusted is not asked here.
        user: who would import it; None on the command line.
        tell: is told the progress.
    """
    return _Planner(pack, user, tell).plan()


class _Planner:
    def __init__(self, pack: PackFile, user: Any, tell: Tell) -> None:
        self.pack = pack
        self.user = user
        self.tell = tell
        self.finder = Finder(pack)
        self.recorder = Recorder()
        self.faults: list[str] = []
        self.items: dict[str, Item] = {}
        self.known = dict(PackedContent.objects.values_list("uid", "digest"))
        self.languages = rights.languages(user)

    def plan(self) -> Plan:
        ordered = list(self._ordered())
        for item in ordered:
            self.items[item.uid] = item
        for number, item in enumerate(ordered):
            self.tell(number, len(ordered))
            faults = list(self._misfits(item))
            if not faults:
                self._judge(item)
                if item.status in (Status.NEW, Status.CHANGED, Status.CONFLICT):
                    faults = list(self._try(item))
            self.faults += [f"“{item.content.title}”: {fault}" for fault in faults]
        return Plan(self.pack, self.finder, ordered, self.faults)

    def _ordered(self) -> Iterator[Item]:
        """Yield the things in the order of writing: what is translated first, then how."""
        found: list[Item] = []
        for content in self.pack.manifest.contents:
            kind = kinds.get(content.kind)
            if kind is None:
                self.faults.append(
                    gettext("“%(title)s”: this site knows no “%(kind)s”.")
                    % {"title": content.title, "kind": content.kind[:40]}
                )
                continue
            found.append(Item(content, self.pack.records[content.uid], kind))
        order = {kind.name: number for number, kind in enumerate(kinds.kinds())}
        yield from sorted(
            found,
            key=lambda item: (
                order[item.kind.name],
                item.record.translation is not None,
            ),
        )

    def _misfits(self, item: Item) -> Iterator[str]:
        """Yield what contradicts itself in how a thing is known."""
        record, kind = item.record, item.kind
        if kind.is_media:
            yield from self._misfits_of_file(item)
            return
        if record.translation_key is None:
            yield gettext("its translation key is missing.")
        elif record.uid != kind.uid(record.key, record.translation_key, record.locale):
            yield gettext("its name does not fit its key and language.")
        if kind.key and record.fields.get(kind.key, record.key) != record.key:
            yield gettext("its key does not fit its name.")

    def _misfits_of_file(self, item: Item) -> Iterator[str]:
        record, kind = item.record, item.kind
        parts = {part.path: part.sha256 for part in self.pack.manifest.parts}
        path = record.file or ""
        if not path.startswith(f"{kind.name}s/") or path not in parts:
            yield gettext("its file is missing from the pack.")
        elif record.uid != f"{kind.name}:{parts[path]}":
            yield gettext("its name does not fit its file.")

    def _judge(self, item: Item) -> None:
        record, kind = item.record, item.kind
        if not kind.is_media and record.locale not in self.languages:
            self._leave_out(
                item,
                gettext("This site has no language “%(code)s”.")
                % {"code": record.locale[:20]},
            )
            return
        item.instance = self.finder.find(kind, record)
        known = self.known.get(item.uid)
        if item.instance is None:
            # A file comes along wherever something that shows it does.
            was_here = known and not kind.is_media
            item.status = Status.CONFLICT if was_here else Status.NEW
            if was_here:
                item.why = gettext("Deleted here since the last import.")
        elif not item.content.frame:
            self._compare(item, known)
        if item.status != Status.SAME:
            self._ask_rights(item)

    def _compare(self, item: Item, known: str | None) -> None:
        here = self.recorder.record(item.instance)
        item.changes = differences.between(item.kind, here, item.record)
        if not item.changes:
            item.status = Status.SAME
        elif known == format.digest(here):
            item.status = Status.CHANGED
        else:
            item.status = Status.CONFLICT
            item.why = (
                gettext("Changed here since the last import.")
                if known
                else gettext("It was here before any pack brought it.")
            )

    def _ask_rights(self, item: Item) -> None:
        parent = None
        if item.kind.is_page and item.instance is None:
            try:
                parent = self._page_above(item)
            except LookupError:
                self._leave_out(
                    item, gettext("The page it belongs under is not here either.")
                )
                return
        if reason := rights.why_not(item.kind, item.instance, parent, self.user):
            self._leave_out(item, reason)

    def _page_above(self, item: Item) -> Page | None:
        """Return the nearest page above a new one that is here; None for the root.

        Raises:
            LookupError: if it would hang in the air.
        """
        if item.kind.is_only:
            return None
        above = self.items.get(item.record.parent or "")
        if above is None or above.status == Status.LEFT_OUT:
            raise LookupError(item.uid)
        if not issubclass(item.kind.model, Page) or not _takes(above.kind, item.kind):
            raise LookupError(item.uid)
        return above.instance or self._page_above(above)

    def _leave_out(self, item: Item, why: str) -> None:
        item.status, item.why = Status.LEFT_OUT, why

    # Would it go in?

    def _try(self, item: Item) -> Iterator[str]:
        record, kind = item.record, item.kind
        if kind.is_media and item.instance is None:
            suffix = "." + (record.file or "").rpartition(".")[2]
            try:
                media.inspect(kind, self.pack.bytes_of(record), suffix)
            except PackError as error:
                yield from error.lines
        states = [(record.fields, not record.live)]
        if record.draft is not None:
            states.append((record.draft, True))
        fields = {each.name: each for each in kind.fields()}
        for data, draft in states:
            incoming = Incoming(self._pk_of, draft)
            incoming.fill(kind.model(), fields, data)
            yield from incoming.faults

    def _pk_of(self, uid: str, model: type[Model]) -> Any:
        item = self.items.get(uid)
        if item is None or not issubclass(item.kind.model, model):
            raise Unfit(
                gettext("It refers to “%(uid)s”, which is not in the pack.")
                % {"uid": uid[:80]}
            )
        if item.instance is not None:
            return item.instance.pk
        if item.status == Status.LEFT_OUT:
            raise Unfit(
                gettext("It needs “%(title)s”, which is left out: %(why)s")
                % {"title": item.content.title, "why": item.why}
            )
        return None


def _takes(above: kinds.Kind, below: kinds.Kind) -> bool:
    allowed: Iterable[type] = above.model.allowed_subpage_models()  # type: ignore[attr-defined]
    return below.model in allowed
