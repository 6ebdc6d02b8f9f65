"""The vocabulary of a module: the steps that an editor strings together.

A step's block says how it is written (``clean``), what players get (``public``) and how
the API describes that (``schema``). Question steps come from the registry of kinds; their
block type is the kind's name, so a further kind appears in the palette by itself.
"""

from typing import Any, TypeAlias, cast, final

from wagtail import blocks

from cms.steps.base import StepBlock, StepHead, StoredItemKey, audio_data
from cms.steps.reading import (
    PictureStep,
    PictureStepData,
    StoryStep,
    StoryStepData,
    TextStep,
    TextStepData,
    VideoStep,
    VideoStepData,
)
from cms.steps.talking import (
    PauseStep,
    PauseStepData,
    RehearseStep,
    RehearseStepData,
    RevealStep,
    RevealStepData,
    TalkStep,
    TalkStepData,
)
from quizzes.blocks import text
from quizzes.kinds import KINDS, question_block
from quizzes.kinds.base import Item, compile_item
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


@final
class ItemStepData(StepHead):
    """A step that is a question: ``type`` is "item", or the kind of a whole scene."""

    item: Item
    type: str


# A compiled step. ``"item" in step`` tells a question; ``type`` tells the others apart.
Step: TypeAlias = (
    TextStepData
    | PictureStepData
    | StoryStepData
    | VideoStepData
    | TalkStepData
    | RehearseStepData
    | RevealStepData
    | PauseStepData
    | ItemStepData
)


class StepsBlock(blocks.StreamBlock):
    """The steps of a module, in the order in which they are played."""

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        questions = [(name, question_block(kind)) for name, kind in KINDS.items()]
        super().__init__([*STEP_BLOCKS.items(), *questions], **kwargs)

    class Meta:
        required = True
        collapsed = True


def compile_step(child: Any) -> tuple[Step, StoredItemKey | None]:
    """Compile one step of a module.

    Args:
        child: a block of the StreamField, with ids throughout.

    Returns:
        What players get, and what the grader needs where the step is a question.
    """
    name, value = child.block_type, child.value
    title, audio = text(value["title"]), audio_data(value["audio"])
    if name not in KINDS:
        head = {"id": child.id, "type": name, "title": title, "audio": audio}
        # The block's ``shape`` says which of the steps this is.
        return cast(Step, head | child.block.public(value)), None
    item, key = compile_item(name, child.id, value, "practice", "", picture_data)
    item["key"] = key
    step: ItemStepData = {
        "id": child.id,
        "type": name if name in SCENES else "item",
        "title": title,
        "audio": audio,
        "item": item,
    }
    return step, {"kind": name, "purpose": "practice", "key": key}
