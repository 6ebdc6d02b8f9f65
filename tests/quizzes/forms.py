"""What an editor's browser posts for a quiz."""

from typing import Any

from wagtail import blocks

from quizzes.models import Quiz


def quiz_form(
    title: str = "Storm",
    key: str = "storm",
    form_a: tuple[tuple[str, dict[str, Any]], ...] = (),
    form_b: tuple[tuple[str, dict[str, Any]], ...] = (),
    **more: str,
) -> dict[str, Any]:
    """Return the posted fields; a form is pairs of kind and stored question.

    Add ``**{"action-publish": "1"}`` for the button "Publish".
    """
    data = {"title": title, "key": key, **more}
    for name, questions in (("form_a", form_a), ("form_b", form_b)):
        block = Quiz._meta.get_field(name).stream_block
        stored = [
            {"type": kind, "id": f"{name}-{index}", "value": value}
            for index, (kind, value) in enumerate(questions)
        ]
        data.update(posted_block(block, block.to_python(stored), name))
    return data


def posted_block(block: Any, value: Any, prefix: str) -> dict[str, Any]:
    """Return the posted fields of a block's value."""
    if isinstance(block, blocks.StructBlock):
        data: dict[str, Any] = {}
        for name, child in block.child_blocks.items():
            data.update(posted_block(child, value[name], f"{prefix}-{name}"))
        return data
    if isinstance(block, blocks.StreamBlock | blocks.ListBlock):
        children = (
            value if isinstance(block, blocks.StreamBlock) else value.bound_blocks
        )
        data = {f"{prefix}-count": str(len(children))}
        for index, child in enumerate(children):
            at = f"{prefix}-{index}"
            data |= {
                f"{at}-deleted": "",
                f"{at}-order": str(index),
                f"{at}-id": child.id,
            }
            data |= {f"{at}-type": child.block.name}
            data |= posted_block(child.block, child.value, f"{at}-value")
        return data
    if isinstance(block, blocks.BooleanBlock):
        return {prefix: "on"} if value else {}
    stored = block.get_prep_value(value)
    return {prefix: "" if stored is None else stored}
