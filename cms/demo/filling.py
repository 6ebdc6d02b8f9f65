"""Fill objects from the demo's files, and check them as the editor's forms would."""

from typing import Any

from django.core.exceptions import ValidationError

from wagtail.fields import StreamField

from cms.demo.packs import PackError, RawBuilder, block_faults


def in_words(data: dict[str, Any], language: str) -> dict[str, Any]:
    """Return the fields of an object with their words in a language."""
    return {
        name: value[language] if isinstance(value, dict) else value
        for name, value in data.items()
    }


def is_touched(instance: Any) -> bool:
    """Return whether an editor has changed or unpublished an object or a translation of it."""
    if instance is None:
        return False
    return any(
        not one.live or (one.latest_revision and one.latest_revision.user_id)
        for one in instance.get_translations(inclusive=True).select_related(
            "latest_revision"
        )
    )


def full_clean(instance: Any, exclude: list[str] | None = None) -> None:
    """Check an object as its form would.

    Raises:
        PackError: naming each field that is wrong.
    """
    try:
        instance.full_clean(exclude=exclude)
    except ValidationError as error:
        raise PackError(faults_of(error)) from error


def faults_of(error: ValidationError) -> list[str]:
    """Return what is wrong with each field, a line for each."""
    return [f"{name}: {' '.join(of)}" for name, of in error.message_dict.items()]


def set_stream(
    instance: Any, name: str, builder: RawBuilder, entries: list[dict], path: str
) -> None:
    """Fill a StreamField from a pack, having checked it as the editor's form would.

    Raises:
        PackError: naming each place that does not fit.
    """
    field = instance._meta.get_field(name)
    if not isinstance(field, StreamField):
        raise TypeError(f"{name} is no StreamField.")
    raw = builder.stream(field.stream_block, entries, path)
    if builder.faults:
        raise PackError([f"[{builder.language}] {line}" for line in builder.faults])
    value = field.stream_block.to_python(raw)
    try:
        field.stream_block.clean(value)
    except ValidationError as error:
        raise PackError(
            [f"[{builder.language}] {line}" for line in block_faults(error, path)]
        ) from error
    setattr(instance, name, value)
