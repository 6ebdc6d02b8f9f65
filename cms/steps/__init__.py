"""The vocabulary of a module: the steps that an editor strings together.

A step's block says how it is written (``clean``), what players get (``public``) and how
the API describes that (``schema``). Question steps come from the registry of kinds; their
block type is the kind's name, so a further kind appears in the palette by itself.
"""

from typing import Any

from wagtail import blocks

from cms.steps.base import StepBlock, audio_data
from cms.steps.reading import PictureStep, StoryStep, TextStep, VideoStep
from cms.steps.talking import PauseStep, RehearseStep, RevealStep, TalkStep
from quizzes.blocks import text
from quizzes.kinds import KINDS, question_block
from quizzes.kinds.base import compile_item
from quizzes.pictures import picture_data

# Questions of these kinds are a whole scene, so they have a step type of their own.
SCENES = frozenset(name for name, kind in KINDS.items() if kind.is_story)

STEP_BLOCKS: dict[str, StepBlock] = {
    "text": TextStep(),
    "picture": PictureStep(),
    "story": StoryStep(),
    "video": VideoStep(),
    "talk": TalkStep(),
    "rehearse": RehearseStep(),
    "reveal": RevealStep(),
    "pause": PauseStep(),
}


class StepsBlock(blocks.StreamBlock):
    """The steps of a module, in the order in which they are played."""

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        questions = [(name, question_block(kind)) for name, kind in KINDS.items()]
        super().__init__([*STEP_BLOCKS.items(), *questions], **kwargs)

    class Meta:
        required = True
        collapsed = True


def compile_step(child: Any) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """Compile one step of a module.

    Args:
        child: a block of the StreamField, with ids throughout.

    Returns:
        What players get, and what the grader needs where the step is a question:
        ``{"kind", "purpose", "key"}``.
    """
    value = child.value
    step = {
        "id": child.id,
        "type": child.block_type,
        "title": text(value["title"]),
        "audio": audio_data(value["audio"]),
    }
    if child.block_type not in KINDS:
        return step | child.block.public(value), None
    item, key = compile_item(
        child.block_type, child.id, value, "practice", "", picture_data
    )
    step["type"] = child.block_type if child.block_type in SCENES else "item"
    step["item"] = item | {"key": key}
    return step, {"kind": child.block_type, "purpose": "practice", "key": key}
