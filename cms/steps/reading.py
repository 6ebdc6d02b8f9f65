"""Steps to read, to look at and to watch."""

from typing import Annotated, Literal, final

from django.utils.translation import gettext_lazy as _

from wagtail import blocks
from wagtail.rich_text import expand_db_html

from cms.steps.base import (
    READ,
    RecordingBlock,
    StepBlock,
    StepFields,
    StepHead,
    TextEntryData,
    audio_data,
    words,
)
from quizzes.blocks import IdListBlock, PictureBlock, text
from quizzes.json_types import Options, Words
from quizzes.pictures import PictureData, picture_data


class TextFields(StepFields):
    """What players get of a text."""

    body: Annotated[str, Options(help_text="HTML")]


@final
class TextStepData(StepHead, TextFields):
    """A step of type text."""

    type: Literal["text"]


class TextStep(StepBlock):
    """A few words to read or to hear."""

    body = blocks.RichTextBlock(
        features=["h3", "bold", "italic", "ol", "ul"],
        label=_("Words"),
        help_text=_("Short paragraphs in the words of the age band; no links."),
    )

    shape = TextStepData

    def public(self, value: blocks.StructValue) -> TextFields:
        """Return the words as HTML."""
        body = value["body"]
        return {"body": expand_db_html(body.source) if body else ""}

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        group = READ
        description = _("A few words to read or to hear.")
        form_layout = blocks.BlockGroup(children=["title", "body"], settings=["audio"])
        preview_value = {
            "title": "Three circles",
            "body": "<p>Maya has three circles: <b>family</b>, friends, everyone.</p>",
        }


class PictureFields(StepFields):
    """What players get of a picture that is a step."""

    picture: PictureData | None
    caption: Words


@final
class PictureStepData(StepHead, PictureFields):
    """A step of type picture."""

    type: Literal["picture"]


class PictureStep(StepBlock):
    """One picture with a line under it."""

    picture = PictureBlock(label=_("Picture"))
    caption = words(
        required=False,
        label=_("Caption"),
        help_text=_("One short line that adds something to the picture."),
    )

    shape = PictureStepData

    def public(self, value: blocks.StructValue) -> PictureFields:
        """Return the picture and its caption."""
        return {
            "picture": picture_data(value["picture"]),
            "caption": text(value["caption"]),
        }

    class Meta:
        icon = "image"
        label = _("Picture")
        group = READ
        description = _("One picture with a line under it.")
        form_layout = blocks.BlockGroup(
            children=["title", "picture", "caption"], settings=["audio"]
        )
        preview_value = {"caption": "The dhow leaves the harbour at first light."}


class PanelBlock(blocks.StructBlock):
    """One panel of a story."""

    picture = PictureBlock(required=False, label=_("Picture"))
    text = words(
        rows=3,
        label=_("Words"),
        help_text=_("What happens here, in one to three short sentences."),
    )

    class Meta:
        icon = "image"
        label_format = "{text}"
        label = _("Panel")
        description = _("One page of the story: a picture and a few words.")


class PanelData(TextEntryData):
    """A panel of a story."""

    picture: PictureData | None


class StoryFields(StepFields):
    """What players get of a story."""

    panels: list[PanelData]


@final
class StoryStepData(StepHead, StoryFields):
    """A step of type story."""

    type: Literal["story"]


class StoryStep(StepBlock):
    """Panels turned one by one, as in a picture book."""

    panels = IdListBlock(
        PanelBlock(),
        min_num=1,
        max_num=12,
        label=_("Panels"),
        help_text=_("Turned one by one. Four to eight make a good story."),
    )

    shape = StoryStepData

    def public(self, value: blocks.StructValue) -> StoryFields:
        """Return the panels."""
        return {
            "panels": [
                {
                    "id": child.id,
                    "picture": picture_data(child.value["picture"]),
                    "text": text(child.value["text"]),
                }
                for child in value["panels"].bound_blocks
            ]
        }

    class Meta:
        icon = "openquote"
        label = _("Story")
        group = READ
        description = _("Panels turned one by one, as in a picture book.")
        form_layout = blocks.BlockGroup(
            children=["title", "panels"], settings=["audio"]
        )
        preview_value = {"panels": [{"text": "Sam sits down to play."}]}


class VideoFields(StepFields):
    """What players get of a film."""

    src: Words
    media: Annotated[Words, Options(help_text="Media type")]
    captions: Words
    poster: PictureData | None
    transcript: Words


@final
class VideoStepData(StepHead, VideoFields):
    """A step of type video."""

    type: Literal["video"]


class VideoStep(StepBlock):
    """A short film with captions and a transcript."""

    video = RecordingBlock(
        media="video",
        label=_("Video"),
        help_text=_("A film of the library, MP4 or WebM; two minutes are long enough."),
    )
    captions = RecordingBlock(
        media="text",
        required=False,
        label=_("Captions"),
        help_text=_("A WebVTT file; without it not everybody can follow."),
    )
    poster = PictureBlock(required=False, label=_("Picture before it plays"))
    transcript = blocks.TextBlock(
        default="",
        label=_("Transcript"),
        help_text=_("All that is said and shown, for readers and for paper."),
    )

    shape = VideoStepData

    def public(self, value: blocks.StructValue) -> VideoFields:
        """Return the film’s address and media type, captions, poster and transcript."""
        video = audio_data(value["video"]) or {"src": "", "type": ""}
        captions = value["captions"]
        return {
            "src": video["src"],
            "media": video["type"],
            "captions": captions.file.url if captions else "",
            "poster": picture_data(value["poster"]),
            "transcript": text(value["transcript"]),
        }

    class Meta:
        icon = "media"
        label = _("Video")
        group = READ
        description = _("A short film of ours, with captions and a transcript.")
        form_layout = blocks.BlockGroup(
            children=["title", "video", "captions", "transcript"],
            settings=["poster", "audio"],
        )
        preview_value = {"transcript": "A phone buzzes. Noor turns it over."}
