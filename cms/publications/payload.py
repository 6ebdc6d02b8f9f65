"""What a published module is made of: its payload, its summary, and the grader's key."""

from typing import Annotated, Literal, NotRequired, TypeAlias, TypedDict

from cms.choices import Band, Risk, Topic, Track
from cms.steps import Step
from cms.steps.base import StoredItemKey
from quizzes.json_types import Options, Words
from quizzes.kinds.base import Item
from quizzes.pictures import PictureData

# Adults have no band.
BANDS = [*Band.choices, ("", "Adults")]
# The answers of a module by the id of the question, as the grader's column keeps them.
StoredKey: TypeAlias = dict[str, StoredItemKey]


class ModuleHead(TypedDict):
    """What everything that is said about a module begins with."""

    key: str
    locale: str
    title: str
    summary: str
    track: Annotated[str, Options(choices=Track.choices)]
    band: Annotated[str, Options(choices=BANDS)]
    topic: Annotated[str, Options(choices=Topic.choices)]
    minutes: int
    sensitivity: Annotated[int, Options(min_value=0, max_value=3)]
    risk: Annotated[str, Options(choices=Risk.choices)]
    url: str
    image: PictureData | None


class StoredSummary(ModuleHead):
    """A module as its ``Publication`` keeps it for lists; the version is the row's own."""

    # Publications of the first releases have none.
    size: NotRequired[int]


class ModuleSummaryData(ModuleHead):
    """A module as lists show it."""

    version: str
    size: Annotated[
        int,
        Options(
            min_value=0,
            help_text="Bytes to download so that it can be played without a network: the "
            "module with brotli, its pictures and recordings. 0 while nobody has counted.",
        ),
    ]


class CheckData(TypedDict):
    """The questions before (form A) and after (form B) a module."""

    pre: list[Item]
    post: list[Item]


class HelpData(TypedDict):
    """Which help the band gets on every screen."""

    exit: Literal["hide", "leave"]
    report: bool


class ModuleData(ModuleHead):
    """A module with all that a player needs."""

    version: str
    dir: Literal["ltr", "rtl"]
    outcomes: list[str]
    before: Annotated[
        Words,
        Options(help_text="A content note to show first; empty for none."),
    ]
    talk_card: Words
    steps: list[Step]
    check: CheckData
    asked: Annotated[
        int,
        Options(
            min_value=0,
            help_text="How many questions of each form of the check a learner is asked: "
            "the device draws the places by chance, the same in both forms.",
        ),
    ]
    help: HelpData
