"""What an editor is told about every block that can be written."""

from collections.abc import Iterator

from wagtail import blocks

import pytest

from cms.pages.module import ModulePage
from quizzes.blocks import IdBlock
from quizzes.models import Quiz

PALETTES = {
    "steps": ModulePage._meta.get_field("steps").stream_block,
    "form A": Quiz._meta.get_field("form_a").stream_block,
    "form B": Quiz._meta.get_field("form_b").stream_block,
}
OFFERED = [
    pytest.param(block, id=f"{palette}: {name}")
    for palette, stream in PALETTES.items()
    for name, block in stream.child_blocks.items()
]


def inside(block: blocks.Block, path: str) -> Iterator[tuple[str, blocks.Block]]:
    """Yield every block in a block with its place; the hidden ids are nobody's to fill."""
    if isinstance(block, blocks.ListBlock):
        yield f"{path} › entry", block.child_block
        yield from inside(block.child_block, f"{path} › entry")
    for name, child in getattr(block, "child_blocks", {}).items():
        if not isinstance(child, IdBlock):
            yield f"{path} › {name}", child
            yield from inside(child, f"{path} › {name}")


def help_of(block: blocks.Block) -> str:
    field = getattr(block, "field", None)
    return getattr(block.meta, "help_text", "") or getattr(field, "help_text", "")


@pytest.mark.parametrize("block", OFFERED)
def test_the_palette_says_what_each_block_is(block: blocks.Block) -> None:
    assert str(block.meta.label)
    assert str(block.meta.description)
    assert str(block.meta.group)
    assert block.meta.icon != "placeholder"
    assert block.is_previewable


@pytest.mark.parametrize("block", OFFERED)
def test_every_part_has_a_name_and_says_what_to_write(block: blocks.Block) -> None:
    missing = []
    for path, part in inside(block, str(block.meta.label)):
        is_struct = isinstance(part, blocks.BaseStructBlock)
        wanted = {"label": part.meta.label}
        if is_struct:
            wanted |= {"description": part.meta.description}
            wanted |= {"icon": part.meta.icon.replace("placeholder", "")}
        if not path.endswith("entry"):
            wanted |= {"help": help_of(part)}
        missing += [f"{path}: {name}" for name, given in wanted.items() if not given]
    assert missing == []
