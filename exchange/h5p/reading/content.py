"""One content that asks something, by its library."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from exchange.base import LeaveOut
from exchange.h5p.reading.boards import read_drag_question
from exchange.h5p.reading.cards import (
    read_dialog_cards,
    read_flash_cards,
    read_memory_game,
)
from exchange.h5p.reading.choices import read_multi_choice, read_true_false
from exchange.h5p.reading.gaps import read_drag_text
from exchange.h5p.reading.hotspots import (
    read_image_hotspot,
    read_image_multiple_hotspot,
)
from exchange.h5p.reading.marks import read_mark_the_words
from exchange.h5p.reading.order import read_sort_paragraphs
from exchange.h5p.reading.reader import Reader, library_of
from exchange.parts import Found
from exchange.questions import Question
from exchange.text import shorten

TYPED = _("Words are typed in; here nobody types.")
SHOWN = _("It shows something and asks nothing.")
OTHERS = {
    "H5P.Blanks": TYPED,
    "H5P.AdvancedBlanks": TYPED,
    "H5P.Essay": TYPED,
    "H5P.GuessTheAnswer": TYPED,
    "H5P.Crossword": TYPED,
    "H5P.Dictation": TYPED,
    "H5P.ArithmeticQuiz": TYPED,
    "H5P.BranchingScenario": _("It is a story with branches. Write it as a chat."),
    "H5P.InteractiveVideo": _("It is a film with questions; films are steps here."),
    "H5P.CoursePresentation": _("It is a set of slides; slides are steps here."),
    "H5P.Accordion": SHOWN,
    "H5P.AdvancedText": SHOWN,
    "H5P.Audio": SHOWN,
    "H5P.Chart": SHOWN,
    "H5P.Image": SHOWN,
    "H5P.ImageSlider": SHOWN,
    "H5P.Link": SHOWN,
    "H5P.Table": SHOWN,
    "H5P.Text": SHOWN,
    "H5P.Timeline": SHOWN,
    "H5P.Video": SHOWN,
}

BUILDERS: Mapping[str, Callable[[Reader], Found]] = MappingProxyType(
    {
        "H5P.MultiChoice": read_multi_choice,
        "H5P.TrueFalse": read_true_false,
        "H5P.DragText": read_drag_text,
        "H5P.MarkTheWords": read_mark_the_words,
        "H5P.DragQuestion": read_drag_question,
        "H5P.ImageHotspotQuestion": read_image_hotspot,
        "H5P.ImageMultipleHotspotQuestion": read_image_multiple_hotspot,
        "H5P.SortParagraphs": read_sort_paragraphs,
        "H5P.MemoryGame": read_memory_game,
        "H5P.Dialogcards": read_dialog_cards,
        "H5P.Flashcards": read_flash_cards,
    }
)


def read_content(reader: Reader) -> Question:
    """Return the question of one content.

    Raises:
        LeaveOut: if it is none of ours.
        TooMuch: if the file has more than the reader's budget.
    """
    library = library_of(reader.content)
    if library in OTHERS:
        raise LeaveOut(str(OTHERS[library]))
    build = BUILDERS.get(library)
    if build is None:
        raise LeaveOut(
            gettext("“%(name)s” is not known here.")
            % {"name": shorten(library, 60) or "?"}
        )
    return reader.question(build)
