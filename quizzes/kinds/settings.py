"""Settings: choose the privacy settings of a profile and see what a stranger then sees."""

from typing import TypedDict

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail import blocks

from quizzes.blocks import IdListBlock, text
from quizzes.errors import BlockErrors
from quizzes.json_types import Words, serializer_of
from quizzes.kinds.base import (
    Grade,
    InvalidResponse,
    Kind,
    grade_parts,
    whole_mapping,
)
from quizzes.kinds.counts import PointSum, point_each
from quizzes.kinds.question import QuestionBlock, right_block, wrong_block
from quizzes.pictures import PictureMaker

MOST_OPTIONS = 4


class SettingOptionBlock(blocks.StructBlock):
    """One option of a setting, with what it shows to a stranger."""

    text = blocks.CharBlock(
        default="",
        max_length=120,
        label=_("Option"),
        help_text=_("Such as “On”, “Off” or “Friends only”."),
    )
    seen = blocks.TextBlock(
        required=False,
        default="",
        rows=2,
        max_length=200,
        label=_("What a stranger then sees"),
        help_text=_("Such as “Her full name”; empty where it is hidden."),
    )
    best = blocks.BooleanBlock(
        required=False,
        default=False,
        label=_("A good choice"),
        help_text=_("Several may be; where the setting is harmless, all of them."),
    )

    class Meta:
        icon = "radio-full"
        label = _("Option")
        label_format = "{text}"
        description = _("One position of the setting.")


class SettingBlock(blocks.StructBlock):
    """One setting, with its options and the one that it starts with."""

    text = blocks.CharBlock(
        default="",
        max_length=120,
        label=_("Setting"),
        help_text=_("Its name, as a phone or an app would write it."),
    )
    help = blocks.CharBlock(
        required=False,
        default="",
        max_length=200,
        label=_("Explanation"),
        help_text=_("What the setting does, shown below its name."),
    )
    options = IdListBlock(
        SettingOptionBlock(),
        min_num=2,
        max_num=MOST_OPTIONS,
        label=_("Options"),
        help_text=_("Two at least. Say for each what a stranger sees then."),
    )
    start = blocks.IntegerBlock(
        default=1,
        min_value=1,
        max_value=MOST_OPTIONS,
        label=_("Starts with"),
        help_text=_(
            "The number of the option that is chosen at first; 1 is the first."
        ),
    )
    feedback = blocks.TextBlock(
        required=False,
        default="",
        max_length=400,
        label=_("Feedback"),
        help_text=_("One line why, for whoever chose otherwise; it never blames."),
    )

    class Meta:
        icon = "sliders"
        label = _("Setting")
        label_format = "{text}"
        description = _("A setting to change, with its options.")


class SettingsQuestionBlock(QuestionBlock):
    """A question with the settings of a profile."""

    kind_name = "settings"

    stranger = blocks.CharBlock(
        required=False,
        default="",
        max_length=80,
        label=_("Who looks at the profile"),
        help_text=_("Such as “a player Lina does not know”; empty for “a stranger”."),
    )
    settings = IdListBlock(
        SettingBlock(),
        min_num=2,
        max_num=6,
        label=_("Settings"),
        help_text=_("Two at least, as they are when the learner first opens them."),
    )
    right = right_block()
    wrong = wrong_block()

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Refuse, on publish, settings without a good choice or with nothing to change.

        Raises:
            StructBlockValidationError: with each message at the field it is about.
        """
        result = super().clean(value)
        if self.is_deferred_validation:
            return result
        errors = BlockErrors()
        for index, setting in enumerate(result["settings"]):
            _check_setting(setting, bool(text(result["wrong"])), index, errors)
        if not errors and all(_starts_well(one) for one in result["settings"]):
            errors.add(
                "settings",
                message=gettext(
                    "Every setting starts with a good choice, so there is nothing to "
                    "change. Let one start with another."
                ),
            )
        errors.raise_if_any()
        return result

    class Meta:
        icon = "sliders"
        label = _("Privacy settings")
        label_format = "{prompt}"
        description = _("Settings to change while a stranger’s view changes with them.")
        form_layout = blocks.BlockGroup(
            children=["prompt", "picture", "stranger", "settings", "right", "wrong"],
            settings=["title", "audio"],
        )


def _check_setting(
    setting: blocks.StructValue, has_wrong: bool, index: int, errors: BlockErrors
) -> None:
    """Add what is missing from one setting; ``has_wrong``: a line is said to all."""
    options = setting["options"]
    good = [option["best"] for option in options]
    if not any(good):
        errors.add(
            *("settings", index, "options"),
            message=gettext("Mark the option that is a good choice."),
        )
    if setting["start"] > len(options):
        errors.add(
            *("settings", index, "start"),
            message=gettext("There are only %(count)d options.")
            % {"count": len(options)},
        )
    if not all(good) and not text(setting["feedback"]) and not has_wrong:
        errors.add(
            *("settings", index, "feedback"),
            message=gettext(
                "Say why, or say below what to tell whoever got something wrong."
            ),
        )


def _starts_well(setting: blocks.StructValue) -> bool:
    return setting["options"][setting["start"] - 1]["best"]


class SettingOptionPublic(TypedDict):
    """An option as a player sees it; ``seen`` is empty where it shows nothing."""

    id: str
    text: Words
    seen: Words


class SettingPublic(TypedDict):
    """A setting as a player sees it; ``start`` is the id of the option chosen at first."""

    id: str
    text: Words
    help: Words
    start: Words
    options: list[SettingOptionPublic]


class SettingsPublic(TypedDict):
    """What a player sees of the settings; ``stranger`` is who looks at the profile."""

    stranger: Words
    settings: list[SettingPublic]


class SettingKey(TypedDict):
    """What the grader knows of a setting: the good options, the others, and why."""

    options: list[str]
    others: list[str]
    feedback: Words


class SettingsKey(TypedDict):
    """What the grader needs for settings, by their id."""

    settings: dict[str, SettingKey]
    right: Words
    wrong: Words


class SettingsResponse(TypedDict):
    """An answer in its canonical form."""

    settings: dict[str, str]


class Settings(Kind[SettingsPublic, SettingsKey, SettingsResponse]):
    """Choose settings. The response is ``{"settings": {settingId: optionId}}``.

    It is worth the settings with a good choice, of all; either all are there or, by
    somebody who did nothing, none. No check has it: what it starts with is half the answer.
    """

    name = "settings"
    label = _("Privacy settings")
    checkable = False
    read_one_by_one = ("settings",)
    answers_all_parts = True
    public_schema = serializer_of(SettingsPublic)
    key_schema = serializer_of(SettingsKey)

    def block(self) -> SettingsQuestionBlock:
        """Return a new block with which an editor writes the question."""
        return SettingsQuestionBlock()

    def public(
        self, value: blocks.StructValue, picture: PictureMaker
    ) -> SettingsPublic:
        """Return the settings in the author's order, each with where it starts."""
        return {
            "stranger": text(value["stranger"]),
            "settings": [
                {
                    "id": setting.id,
                    "text": text(setting.value["text"]),
                    "help": text(setting.value["help"]),
                    "start": _start_id(setting.value),
                    "options": [
                        {
                            "id": option.id,
                            "text": text(option.value["text"]),
                            "seen": text(option.value["seen"]),
                        }
                        for option in setting.value["options"].bound_blocks
                    ],
                }
                for setting in value["settings"].bound_blocks
            ],
        }

    def key(self, value: blocks.StructValue) -> SettingsKey:
        """Return the good choices of each setting, in the author's order."""
        return {
            "settings": {
                setting.id: {
                    "options": _option_ids(setting.value, best=True),
                    "others": _option_ids(setting.value, best=False),
                    "feedback": text(setting.value["feedback"]),
                }
                for setting in value["settings"].bound_blocks
            },
            "right": text(value["right"]),
            "wrong": text(value["wrong"]),
        }

    def grade(self, key: SettingsKey, response: object) -> Grade[SettingsResponse]:
        """Grade what was chosen.

        Raises:
            InvalidResponse: for anything but one of its options for every setting, or
                nothing at all.
        """
        settings = key["settings"]
        known = {
            id_: {*one["options"], *one["others"]} for id_, one in settings.items()
        }
        chosen = whole_mapping(
            response, "settings", settings, set().union(*known.values())
        )
        if not all(option in known[id_] for id_, option in chosen.items()):
            raise InvalidResponse("A setting has no such option.")
        misjudged = [
            settings[id_]
            for id_, option in chosen.items()
            if option not in settings[id_]["options"]
        ]
        return grade_parts(key, settings, misjudged, chosen, {"settings": chosen})

    def perfect(self, key: SettingsKey) -> SettingsResponse:
        """Return the response with the first good choice of each setting.

        Raises:
            LookupError: if there is no setting, or one without a good choice.
        """
        if not key["settings"]:
            raise LookupError("There is no setting.")
        return {
            "settings": {
                id_: setting["options"][0] for id_, setting in key["settings"].items()
            }
        }

    def empty(self) -> SettingsResponse:
        """Return the response of somebody who did not look at the settings."""
        return {"settings": {}}

    def is_quoted(self, names: tuple[str, ...], entry: blocks.StructValue) -> bool:
        """Return whether words are those of an option that is not the best."""
        return names == ("settings", "options", "text") and not entry["best"]

    def point_sums(self, key: SettingsKey) -> list[PointSum]:
        """Return a point for each setting with a good choice."""
        settings = key["settings"].items()
        good = [f"{id_}>{option}" for id_, one in settings for option in one["options"]]
        return point_each(good, len(key["settings"]))

    def picks(self, response: SettingsResponse) -> list[str]:
        """Return ``settingId>optionId`` for each setting."""
        return [f"{id_}>{option}" for id_, option in response["settings"].items()]


def _start_id(setting: blocks.StructValue) -> str:
    """Return the id of the option that a setting starts with; in a draft, the first or ""."""
    ids = [option.id for option in setting["options"].bound_blocks]
    start = (setting["start"] or 1) - 1
    return ids[start] if 0 <= start < len(ids) else next(iter(ids), "")


def _option_ids(setting: blocks.StructValue, *, best: bool) -> list[str]:
    return [
        option.id
        for option in setting["options"].bound_blocks
        if bool(option.value["best"]) == best
    ]
