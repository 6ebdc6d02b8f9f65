"""Write what was planned: all of it, or nothing."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext

from wagtail.models import Page, Site

from cms.checks.gate import HeldBackError
from cms.packs import format, media, rights
from cms.packs.errors import PackError
from cms.packs.kinds import Kind
from cms.packs.models import PackedContent
from cms.packs.planning import Item, Plan, Status, Tell
from cms.packs.records import Recorder
from cms.packs.translations import locale_of, strings_in
from cms.packs.values import INCOMPLETE, Incoming, Unfit, references

# Set by the site itself, so there is nothing to check.
OWN_FIELDS = {"path", "depth", "page_ptr", "file", "collection", "uploaded_by_user"}


@dataclass(frozen=True)
class Done:
    """What was done with one thing: ``action`` is created, updated, draft, kept, …"""

    uid: str
    title: str
    kind: str
    locale: str
    action: str
    note: str = ""


def write(
    plan: Plan,
    theirs: Iterable[str] = (),
    user: Any = None,
    tell: Tell = lambda *_done: None,
) -> list[dict[str, str]]:
    """Write a plan in one transaction.

    Args:
        plan: what is to be done; it must be fresh.
        theirs: the uids of conflicts in which the pack wins; in the others this site does.
        user: who imports; None on the command line.
        tell: is told the progress.

    Returns:
        What was done with each thing: the fields of ``Done``.

    Raises:
        PackError: if something does not go in; then nothing has.
    """
    if plan.faults:
        raise PackError(*plan.faults)
    writer = _Writer(plan, set(theirs), user)
    try:
        with transaction.atomic():
            for number, item in enumerate(plan.items):
                tell(number, len(plan.items))
                writer.take(item)
            writer.remember()
    except BaseException:
        # The database forgets by itself what was written; the store does not.
        writer.remove_files()
        raise
    return [asdict(done) for done in writer.done]


class _Writer:
    def __init__(self, plan: Plan, theirs: set[str], user: Any) -> None:
        self.finder = plan.finder
        self.pack = plan.pack
        self.theirs = theirs
        self.user = user
        self.codes = {code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES}
        self.here: dict[str, Any] = {
            item.uid: item.instance for item in plan.items if item.instance
        }
        self.needed = _needed(plan, theirs)
        self.done: list[Done] = []
        self.files: list[tuple[Any, str]] = []
        self.to_remember: list[tuple[str, type[Model], Any]] = []

    def take(self, item: Item) -> None:
        """Write one thing, or say why it is not written."""
        if item.status == Status.SAME:
            if not item.content.frame:
                self._remember_later(item)
            return
        if item.status == Status.LEFT_OUT:
            self._say(item, "left-out", item.why)
        elif not self._is_wanted(item):
            if item.status == Status.CONFLICT:
                self._say(item, "kept", item.why)
        else:
            try:
                self._write(item)
            except (ValidationError, PackError, Unfit) as error:
                raise PackError(
                    *(f"“{item.content.title}”: {line}" for line in _lines(error))
                ) from error

    def _is_wanted(self, item: Item) -> bool:
        """Return whether a thing is to be written; what is not here, if something needs it."""
        if item.status == Status.CONFLICT and item.uid in self.theirs:
            return True
        if item.instance is None and (
            item.kind.is_media or item.status == Status.CONFLICT
        ):
            return item.uid in self.needed
        return item.status != Status.CONFLICT

    def _write(self, item: Item) -> None:
        if item.kind.is_media:
            action, note = self._write_media(item)
        elif item.kind.has_drafts:
            action, note = self._write_draftable(item)
        else:
            action, note = self._write_plain(item)
        instance = self.here.get(item.uid)
        if instance is None:
            self._say(item, action, note)
            return
        self.finder.remember(item.kind, item.record, instance)
        if item.record.translation and not item.kind.is_media:
            strings_in(instance, item.record.translation, self.user)
        self._remember_later(item)
        self._say(item, action, note)

    # Pictures and documents

    def _write_media(self, item: Item) -> tuple[str, str]:
        kind, record = item.kind, item.record
        instance = item.instance
        if instance is None:
            title = str(record.fields.get("title") or item.content.title)
            suffix = "." + (record.file or "").rpartition(".")[2]
            data = self.pack.bytes_of(record)
            instance = media.new(kind, data, title, suffix, self.user)
        self._fill(instance, kind, record.fields, draft=False)
        instance.full_clean(exclude=OWN_FIELDS)
        is_new = instance.pk is None
        instance.save()
        if is_new:
            self.files.append((instance.file.storage, instance.file.name))
        instance.tags.set(record.tags)
        instance.save()
        self.here[item.uid] = instance
        return ("created" if is_new else "updated"), ""

    # Pages and snippets

    def _write_plain(self, item: Item) -> tuple[str, str]:
        instance = self._instance(item)
        is_new = instance.pk is None
        self._fill(instance, item.kind, item.record.fields, draft=False)
        instance.full_clean()
        instance.save()
        self.here[item.uid] = instance
        return ("created" if is_new else "updated"), ""

    def _write_draftable(self, item: Item) -> tuple[str, str]:
        kind, record = item.kind, item.record
        instance = self._instance(item)
        is_new = instance.pk is None
        may_publish = is_new or rights.may_publish(kind, instance, self.user)
        wanted = record.fields
        if not record.live and record.draft is not None:
            wanted = record.draft
        if is_new:
            instance.live, instance.has_unpublished_changes = False, True
            self._fill(instance, kind, wanted, draft=not record.live)
            if not self._add(item, instance):
                return "left-out", gettext(
                    "The page it belongs under is not here either."
                )
        self.here[item.uid] = instance
        if not record.live:
            return self._keep_as_draft(item, wanted, is_new)
        self._fill(instance, kind, wanted, draft=False)
        # Asked again of what it becomes: the pack may make it weigh more than it did.
        may_publish = may_publish and rights.may_publish(kind, instance, self.user)
        if not may_publish:
            self._save_draft(item, instance, record.draft or wanted, is_new)
            return "draft", gettext("You may not publish it, so it waits as a draft.")
        try:
            with transaction.atomic():
                self._publish(item, instance)
        except HeldBackError as error:
            instance = kind.model._default_manager.get(pk=instance.pk)
            self._save_draft(item, instance, record.draft or wanted, is_new)
            return "draft", " ".join(error.lines)
        return ("created" if is_new else "updated"), ""

    def _publish(self, item: Item, instance: Any) -> None:
        kind, record = item.kind, item.record
        if not instance.live or Recorder().fields(
            kind, kind.model._default_manager.get(pk=instance.pk)
        ) != Recorder().fields(kind, instance):
            instance.full_clean()
            if not kind.is_page:
                instance.save()
            revision = instance.save_revision(user=self.user, clean=False)
            revision.publish(user=self.user)
        instance = kind.model._default_manager.get(pk=instance.pk)
        if record.draft is not None:
            self._save_draft(item, instance, record.draft, is_new=False)
        elif instance.has_unpublished_changes:
            # The draft here gives way: what is published is the latest word again.
            instance.save_revision(user=self.user, clean=False).publish(user=self.user)
        self.here[item.uid] = kind.model._default_manager.get(pk=instance.pk)

    def _keep_as_draft(
        self, item: Item, wanted: dict[str, Any], is_new: bool
    ) -> tuple[str, str]:
        instance = self.here[item.uid]
        note = ""
        if instance.live and rights.may_publish(item.kind, instance, self.user):
            instance.unpublish(user=self.user)
            instance = item.kind.model._default_manager.get(pk=instance.pk)
        elif instance.live:
            note = gettext("You may not unpublish it, so it stays published.")
        self._save_draft(item, instance, wanted, is_new)
        return "draft", note

    def _save_draft(
        self, item: Item, instance: Any, data: dict[str, Any], is_new: bool
    ) -> None:
        kind = item.kind
        if not is_new and instance.latest_revision_id:
            # Not of this instance, which has been filled already.
            saved: Any = kind.model._default_manager.get(pk=instance.pk)
            here = Recorder().fields(kind, saved.get_latest_revision_as_object())
            if all(here.get(name) == value for name, value in data.items()):
                return
        self._fill(instance, kind, data, draft=True)
        _clean_draft(instance)
        instance.save_revision(user=self.user, clean=False)
        self.here[item.uid] = kind.model._default_manager.get(pk=instance.pk)

    def _instance(self, item: Item) -> Any:
        """Return what is here as it is now, or a new one in its language."""
        if item.instance is not None:
            instance: Any = item.kind.model._default_manager.get(pk=item.instance.pk)
            if getattr(instance, "alias_of_id", None):
                # From now on it has words of its own.
                Page.objects.filter(pk=instance.pk).update(alias_of=None)
                instance.alias_of = None
            return instance
        return item.kind.model(
            locale=locale_of(item.record.locale, self.codes),
            translation_key=self.finder.translation_key(item.kind, item.record),
        )

    def _add(self, item: Item, instance: Any) -> bool:
        """Save something new; False if the page above it is not here."""
        if not item.kind.is_page:
            if item.record.live:
                instance.full_clean()
            else:
                _clean_draft(instance)
            instance.save()
            return True
        if item.kind.is_only:
            parent = Page.get_first_root_node()
        else:
            above = self.here.get(item.record.parent or "")
            if above is None:
                return False
            parent = type(above)._default_manager.get(pk=above.pk)
        parent.add_child(instance=instance)
        if item.kind.is_only:
            _make_site(instance)
        return True

    def _fill(
        self, instance: Any, kind: Kind, data: dict[str, Any], draft: bool
    ) -> None:
        incoming = Incoming(self._pk_of, draft)
        incoming.fill(instance, {field.name: field for field in kind.fields()}, data)
        if incoming.faults:
            raise PackError(*incoming.faults)

    def _pk_of(self, uid: str, model: type[Model]) -> Any:
        instance = self.here.get(uid)
        if instance is None or not isinstance(instance, model):
            raise Unfit(
                gettext("It refers to “%(uid)s”, which is not here.")
                % {"uid": uid[:80]}
            )
        return instance.pk

    # Afterwards

    def _say(self, item: Item, action: str, note: str) -> None:
        self.done.append(
            Done(
                uid=item.uid,
                title=item.content.title,
                kind=str(item.kind.label),
                locale=item.record.locale,
                action=action,
                note=note,
            )
        )

    def _remember_later(self, item: Item) -> None:
        instance = self.here[item.uid]
        self.to_remember.append((item.uid, item.kind.model, instance.pk))

    def remember(self) -> None:
        """Note what each thing is like now, to see later what was changed here."""
        recorder = Recorder()
        rows = [
            PackedContent(
                uid=uid,
                digest=format.digest(
                    recorder.record(model._default_manager.get(pk=pk))
                ),
            )
            for uid, model, pk in self.to_remember
        ]
        PackedContent.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["uid"],
            update_fields=["digest", "imported_on"],
        )

    def remove_files(self) -> None:
        """Take back the files that were stored."""
        for storage, name in self.files:
            storage.delete(name)


def _needed(plan: Plan, theirs: set[str]) -> set[str]:
    """Return the uids of what things to be written refer to or stand under."""
    items = {item.uid: item for item in plan.items}
    queue = [
        item
        for item in plan.items
        if not item.kind.is_media
        and (item.status in (Status.NEW, Status.CHANGED) or item.uid in theirs)
    ]
    needed: set[str] = set()
    while queue:
        record = queue.pop().record
        uids = references(record.fields) | references(record.draft or {})
        for uid in (uids | {record.parent or ""}) & items.keys() - needed:
            needed.add(uid)
            if items[uid].instance is None:
                queue.append(items[uid])
    return needed


def _clean_draft(instance: Any) -> None:
    """Check a draft, which need not be complete.

    Raises:
        ValidationError: for what no draft may have.
    """
    try:
        instance.full_clean(exclude=OWN_FIELDS)
    except ValidationError as error:
        wrong = {
            name: [each for each in errors if each.code not in INCOMPLETE]
            for name, errors in error.error_dict.items()
        }
        if any(wrong.values()):
            raise ValidationError(wrong) from error


def _make_site(home: Page) -> None:
    if Site.objects.filter(is_default_site=True).exists():
        return
    if home.locale.language_code == settings.LANGUAGE_CODE:
        Site.objects.create(
            hostname="localhost",
            root_page=home,
            is_default_site=True,
            site_name=settings.WAGTAIL_SITE_NAME,
        )


def _lines(error: ValidationError | PackError | Unfit) -> list[str]:
    if isinstance(error, PackError):
        return error.lines
    if isinstance(error, Unfit):
        return [error.reason]
    if hasattr(error, "error_dict"):
        return [
            f"{name}: {' '.join(messages)}"
            for name, messages in error.message_dict.items()
        ]
    return error.messages
