"""Messages of a block's validation, each placed at the field it is about."""

from typing import Self

from django.core.exceptions import ValidationError

from wagtail.blocks import StructBlockValidationError
from wagtail.blocks.list_block import ListBlockValidationError


class BlockErrors:
    """Collect messages by their path inside a StructBlock, then raise them in one go.

    A path names a child of a struct by its name and an entry of a list by its index,
    as in ``errors.add("nodes", 2, "choices", 0, "goto", message="…")``. A path that
    ends at a struct or a list shows its message above that struct or list.
    """

    def __init__(self) -> None:
        self._messages: list[str] = []
        self._children: dict[str | int, Self] = {}

    def __bool__(self) -> bool:
        return bool(self._messages or self._children)

    def add(self, *path: str | int, message: str) -> None:
        """Remember ``message`` for the field at ``path``; a field may have several."""
        at = self
        for step in path:
            at = at._children.setdefault(step, type(self)())
        at._messages.append(message)

    def as_error(self) -> ValidationError:
        """Return the nested ValidationError that Wagtail's forms know how to show."""
        if not self._children:
            return ValidationError(self._messages)
        children = {step: child.as_error() for step, child in self._children.items()}
        inside_list = all(isinstance(step, int) for step in children)
        error = ListBlockValidationError if inside_list else StructBlockValidationError
        return error(block_errors=children, non_block_errors=self._messages)

    def raise_if_any(self) -> None:
        """Raise what was collected.

        Raises:
            StructBlockValidationError: if there is any message.
        """
        if self:
            raise StructBlockValidationError(
                block_errors={k: v.as_error() for k, v in self._children.items()},
                non_block_errors=self._messages,
            )
