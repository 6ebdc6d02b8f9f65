"""How much there is to read, and how hard it is."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext

from cms.checks.draft import Draft, Role, Step
from cms.checks.findings import Finding, Level, Place
from cms.checks.readability import count_words, measure, sentences_of
from quizzes.kinds import KINDS

# Words on one screen, without its heading (the authors' guide).
SCREEN_LIMITS = {"5-7": 12, "8-10": 30, "11-13": 50, "14-17": 80, "adults": 80}
# Over the limit is a warning, over this many times the limit an error.
FAR_OVER = 1.5
# Words of one sentence; ours.
SENTENCE_LIMITS = {"5-7": 12, "8-10": 15, "11-13": 20, "14-17": 25, "adults": 25}

# Lists of which one entry is read at a time; of other lists all are in view together.
ONE_AT_A_TIME: Mapping[str, tuple[str, ...]] = {
    "story": ("panels",),
    "reveal": ("cards",),
    **{name: kind.read_one_by_one for name, kind in KINDS.items()},
}
# Words that come on a screen of their own once the rest is done, together.
AT_THE_END = {("reveal", "lines", "text")}


def screens(draft: Draft) -> Iterator[Finding]:
    """Find screens, and lines that come after a choice, with too many words for the band."""
    limit = SCREEN_LIMITS[draft.band]
    for step in draft.all_steps:
        for count, place in _screens(step):
            if count <= limit:
                continue
            yield Finding(
                rule="reading.screen",
                level=Level.ERROR if count > FAR_OVER * limit else Level.WARNING,
                place=place,
                message=gettext(
                    "%(count)d words to read at once; this band has %(limit)d."
                )
                % {"count": count, "limit": limit},
                advice=gettext("Cut words, or make two screens of it."),
            )


def sentences(draft: Draft) -> Iterator[Finding]:
    """Find sentences that are too long for the band."""
    limit = SENTENCE_LIMITS[draft.band]
    for words in draft.all_words:
        if words.role not in (Role.SCREEN, Role.AFTER):
            continue
        longest = max(map(len, sentences_of([words.text])), default=0)
        if longest > limit:
            yield Finding(
                rule="reading.sentence",
                level=Level.WARNING,
                place=words.place,
                message=gettext(
                    "A sentence of %(count)d words; this band has %(limit)d."
                )
                % {"count": longest, "limit": limit},
                advice=gettext("Make two sentences of it."),
            )


def grade(draft: Draft) -> Iterator[Finding]:
    """Find modules, and within them long steps, that are too hard to read for the band."""
    for step in draft.steps:
        yield from _too_hard(draft, [step], step.place, Level.WARNING)
    whole = Place(("steps",), (gettext("All steps and the check"),))
    yield from _too_hard(draft, list(draft.all_steps), whole, Level.ERROR)


def texts_of(steps: Iterable[Step]) -> list[str]:
    """Return what a learner reads in some steps, before and after they answer."""
    return [
        words.text
        for step in steps
        for words in step.words
        if words.role in (Role.SCREEN, Role.AFTER)
    ]


def _too_hard(
    draft: Draft, steps: list[Step], place: Place, level: Level
) -> Iterator[Finding]:
    found = measure(texts_of(steps), draft.locale, draft.band)
    if found and found.value > found.limit:
        yield Finding(
            rule="reading.grade",
            level=level,
            place=place,
            message=gettext(
                "Hard to read for this band: %(name)s %(value).1f, at most %(limit).0f."
            )
            % {"name": found.name, "value": found.value, "limit": found.limit},
            advice=gettext("Use shorter sentences and everyday words."),
        )


def _screens(step: Step) -> Iterator[tuple[int, Place]]:
    """Yield how many words are read at once, and where, the largest of a kind alone."""
    for words in step.words:
        if words.role == Role.AFTER:
            yield count_words(words.text), words.place
    if step.is_story:
        yield from _chat_screens(step)
        return
    shared = at_the_end = 0
    entries: dict[tuple[str, ...], int] = defaultdict(int)
    one_by_one = ONE_AT_A_TIME.get(step.type, ())
    places: dict[tuple[str, ...], Place] = {}
    for words in step.words:
        if words.role != Role.SCREEN:
            continue
        count = count_words(words.text)
        if (step.type, *words.names) in AT_THE_END:
            at_the_end += count
        elif one_by_one and words.names[: len(one_by_one)] == one_by_one:
            entry = words.path[: 2 * len(one_by_one)]
            entries[entry] += count
            places.setdefault(entry, words.place)
        else:
            shared += count
    yield at_the_end, step.place
    if not entries:
        yield shared, step.place
    for entry, count in entries.items():
        yield shared + count, places[entry]


def _chat_screens(step: Step) -> Iterator[tuple[int, Place]]:
    """Yield each message, the choices of each node together, and each ending.

    Messages come one after the other, and choices once they were read.
    """
    choices: dict[tuple[str, ...], int] = defaultdict(int)
    places: dict[tuple[str, ...], Place] = {}
    for words in step.words:
        if words.role != Role.SCREEN:
            continue
        count = count_words(words.text)
        if words.names == ("nodes", "choices", "text"):
            node = words.path[:2]
            choices[node] += count
            places.setdefault(node, words.place)
        elif words.names != ("nodes", "ending", "title"):
            yield count, words.place
    for node, count in choices.items():
        yield count, places[node]
