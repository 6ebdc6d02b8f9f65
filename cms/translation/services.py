"""What happens to translations: files come in, drafts are saved, originals change."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from wagtail.models import DraftStateMixin, Revision
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.models import TranslationSource as Source

from cms.checks import gate, quizzes
from cms.pages import publish_checks
from cms.pages.module import ModulePage
from cms.publications import catalogue
from cms.publishing import services as publishing
from cms.translation import po, words
from cms.translation.states import progress
from quizzes.models import Quiz

Segments = dict[tuple[str, str], StringSegment]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an upload did.

    Attributes:
        changed: how many translations are new or other than before.
        empty: how many texts of the file have no translation yet.
        unsure: how many were left out because the file marks them as unsure.
        unknown: texts of the file that the page does not have, or has no more.
    """

    changed: int
    empty: int
    unsure: int
    unknown: tuple[str, ...]


def import_file(translation: Translation, data: bytes, user: Any) -> Imported:
    """Take the translated words of a PO file, all of them or none.

    Args:
        translation: what the words are for.
        data: the file.
        user: who uploaded it.

    Raises:
        PoError: with everything that is wrong; nothing has been written then.
    """
    file = po.read(data)
    _check_purpose(file, translation)
    segments: Segments = {
        (segment.context.path, segment.string.data): segment
        for segment in translation.source.stringsegment_set.select_related(
            "string", "context", "source__specific_content_type"
        ).defer("source__content_json")
    }
    known = [entry for entry in file.entries if (entry.path, entry.source) in segments]
    unknown = [
        entry.source
        for entry in file.entries
        if entry.words and (entry.path, entry.source) not in segments
    ]
    wanted = [entry for entry in known if entry.words.strip()]
    if unknown and not wanted:
        message = gettext("None of its translated texts is in the page as it is now.")
        raise po.PoError(po.Problem(message))
    if problems := list(_problems(wanted, segments)):
        raise po.PoError(*problems)
    changed = _store(wanted, segments, translation, user)
    return Imported(
        changed=changed,
        empty=len(known) - len(wanted),
        unsure=file.unsure,
        unknown=tuple(unknown),
    )


def _check_purpose(file: po.PoFile, translation: Translation) -> None:
    if file.translation_id == str(translation.uuid):
        return
    if not file.translation_id:
        message = gettext(
            "The file does not say which translation it is for. Use one that was"
            " downloaded from this page’s translation."
        )
        raise po.PoError(po.Problem(message))
    if other := _translation(file.translation_id):
        message = gettext("The file is for “%(title)s” in %(language)s.") % {
            "title": other.source.object_repr,
            "language": other.target_locale.get_display_name(),
        }
    else:
        message = gettext("The file is for a translation that this site does not have.")
    raise po.PoError(po.Problem(message))


def _translation(uuid: str) -> Translation | None:
    try:
        wanted = UUID(uuid)
    except ValueError:
        return None
    found = Translation.objects.select_related("source", "target_locale")
    return found.filter(uuid=wanted).first()


def faults_at(segment: StringSegment, translated: str) -> list[str]:
    """Say what is wrong with the translation of a text at its place; nothing is fine."""
    model = segment.source.specific_content_type.model_class()
    limit = words.limit_of(model, segment.context.field_path)
    return words.faults(segment.string.data, translated, limit)


def _problems(entries: list[po.Entry], segments: Segments) -> Iterator[po.Problem]:
    for entry in entries:
        for fault in faults_at(segments[entry.path, entry.source], entry.words):
            yield po.Problem(fault, entry.line, entry.source)


@transaction.atomic
def _store(
    entries: list[po.Entry], segments: Segments, translation: Translation, user: Any
) -> int:
    locale, now = translation.target_locale, timezone.now()
    places = {entry: segments[entry.path, entry.source] for entry in entries}
    known = {
        (row.translation_of_id, row.context_id): row.data
        for row in StringTranslation.objects.filter(
            locale=locale,
            has_error=False,
            context__in={segment.context_id for segment in places.values()},
        )
    }
    rows = [
        StringTranslation(
            translation_of_id=segment.string_id,
            context_id=segment.context_id,
            locale=locale,
            data=entry.words,
            translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            tool_name="PO",
            last_translated_by=user,
            has_error=False,
            field_error="",
            updated_at=now,
        )
        for entry, segment in places.items()
        if known.get((segment.string_id, segment.context_id)) != entry.words
    ]
    _write(rows)
    return len(rows)


def keep_with_faults(
    translation: Translation,
    segment: StringSegment,
    translated: str,
    found: list[str],
    user: Any,
) -> StringTranslation:
    """Keep words that do not fit their place, for whoever goes on with them; not for use.

    Args:
        translation: of what the text is a part.
        segment: the text.
        translated: the words, in the form of ``words.faults``.
        found: what is wrong with them.
        user: who typed them.
    """
    row = StringTranslation(
        translation_of_id=segment.string_id,
        context_id=segment.context_id,
        locale=translation.target_locale,
        data=translated,
        translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        last_translated_by=user,
        has_error=True,
        field_error=" ".join(found),
        updated_at=timezone.now(),
    )
    _write([row])
    return row


def _write(rows: list[StringTranslation]) -> None:
    """Write many at once, and without wagtail-localize's signal.

    The signal copies a title into a column of the page, where not every title fits.
    """
    StringTranslation.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["locale", "translation_of", "context"],
        update_fields=[
            "data",
            "translation_type",
            "tool_name",
            "last_translated_by",
            "has_error",
            "field_error",
            "updated_at",
        ],
    )


def save_draft(translation: Translation, user: Any) -> Any:
    """Save the translated words as a draft of the translated page or snippet.

    Nothing that readers see changes. Words that are not translated yet stay in the
    original's language.

    Returns:
        The draft, as an editor would open it.

    Raises:
        ValidationError: if the words do not fit, such as a title that is too long.
        TypeError: for something that has no drafts.
    """
    draft = _draft(translation)
    if not isinstance(draft, DraftStateMixin):
        raise TypeError(f"{type(draft).__name__} has no drafts.")
    return draft.save_revision(user=user).as_object()


def ask_the_checks(draft: Any) -> None:
    """Let a translation go on only if the checks let it out.

    wagtail-localize writes the words into the row of what is published before it
    publishes, so this has to be asked before that.

    Raises:
        HeldBackError: if they hold it back.
    """
    if isinstance(draft, ModulePage):
        lines = publish_checks.refusal(draft)
    elif isinstance(draft, Quiz):
        lines = quizzes.refusal(draft) + untranslated(draft)
    else:
        return
    if lines:
        raise gate.HeldBackError(draft, lines)


def untranslated(instance: Any) -> list[str]:
    """Return what a module or check lacks in its language, a line each; [] if nothing.

    Texts without a translation would go out in the original's language, and so would the
    questions of a check that is not published in this one.
    """
    lines = []
    translation = Translation.objects.filter(
        source__object_id=instance.translation_key,
        target_locale_id=instance.locale_id,
        enabled=True,
    ).first()
    if translation and (left := progress(translation).left):
        lines.append(
            ngettext(
                "%(count)d text is not translated. Translate it before you publish.",
                "%(count)d texts are not translated. Translate them before you publish.",
                left,
            )
            % {"count": left}
        )
    if isinstance(instance, ModulePage) and not _has_own_check(instance):
        lines.append(
            gettext(
                "Its check is not published in this language. Publish the check first."
            )
        )
    return lines


def _has_own_check(page: ModulePage) -> bool:
    """Return whether a module has no check, or one that is live in its language."""
    quiz = page.quiz
    if quiz and quiz.locale_id != page.locale_id:
        quiz = quiz.get_translation_or_none(page.locale)
    return page.quiz is None or (quiz is not None and quiz.live)


def guard_quiz(
    quiz: Quiz, revision: Revision, user: Any, log_action: bool | str
) -> bool:
    """Return whether a revision of a check may be published; see ``gate.guard``.

    Raises:
        HeldBackError: if somebody publishes it by hand with texts untranslated.
    """
    return gate.guard(quiz, revision, user, log_action, untranslated)


def ask_the_checks_of_all(source: Source) -> None:
    """Ask the checks about every translation as an update of its source would make it.

    Nothing is kept of the update.

    Raises:
        HeldBackError: about the first that they hold back.
    """
    with transaction.atomic():
        source.update_from_db()
        drafts = [_draft(one) for one in source.translations.filter(enabled=True)]
        transaction.set_rollback(True)
    for draft in drafts:
        ask_the_checks(draft)


def _draft(translation: Translation) -> Any:
    return translation.source.get_ephemeral_translated_instance(
        translation.target_locale, fallback=True
    )


def follow(instance: Model) -> int:
    """Bring what translators see up to date with an original that has changed.

    Words that stayed keep their translation; those that changed wait for a new one. What
    readers see changes only when somebody publishes the translation.

    Args:
        instance: a translatable object as it is in the database now.

    Returns:
        How many translations wait for the original's words.
    """
    source = Source.objects.get_for_instance_or_none(instance)
    if source is None:
        return 0
    waiting = source.translations.filter(enabled=True).count()
    if waiting:
        Source.update_or_create_from_instance(instance)
    return waiting


def keep_playable(page: Model) -> None:
    """Let readers play a module whose translation was begun as they could before.

    Until then it was an alias and played its original. It is live still, and nobody has
    published it: it plays the original's words until somebody does.
    """
    if (
        isinstance(page, ModulePage)
        and page.live
        and not catalogue.current_version(page)
    ):
        publishing.refresh_later([page.pk])
