"""What the page of a module says about it."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext

from cms.checks.draft import ADULTS, Draft
from cms.checks.findings import Finding, Level
from cms.choices import Band, ItuBand

# DigComp 2.2: five areas, "4.3" is the third competence of the fourth.
DIGCOMP = re.compile(r"1\.[1-3]|2\.[1-6]|3\.[1-4]|4\.[1-4]|5\.[1-4]")
# The audiences of the ITU guidelines that a band belongs to.
ITU_BANDS = {
    Band.B0507: {ItuBand.UNDER_9},
    Band.B0810: {ItuBand.UNDER_9, ItuBand.FROM_9},
    Band.B1113: {ItuBand.FROM_9, ItuBand.FROM_13},
    Band.B1417: {ItuBand.FROM_13},
    ADULTS: {ItuBand.ADULTS},
}


def outcomes(draft: Draft) -> Iterator[Finding]:
    """Find a module that does not say what a learner can do afterwards."""
    if not any(draft.outcomes):
        yield Finding(
            rule="page.outcomes",
            level=Level.ERROR,
            place=draft.places["outcomes"],
            message=gettext("It says nowhere what a learner can do afterwards."),
            advice=gettext("Write two or three outcomes, each as “I can …”."),
        )


def talk_card(draft: Draft) -> Iterator[Finding]:
    """Find a children's module without a card to start a talk at home."""
    if draft.is_for_children and not draft.fields["talk_card"]:
        yield Finding(
            rule="page.talk-card",
            level=Level.ERROR,
            place=draft.places["talk_card"],
            message=gettext("There is no card to take home."),
            advice=gettext(
                "Write two or three sentences that open a talk: playing alone seldom "
                "makes children talk with their parents."
            ),
        )


def tags(draft: Draft) -> Iterator[Finding]:
    """Find tags that are missing or that do not fit: nobody can count by them."""
    missing = [name for name, value in draft.tags.items() if not value]
    for name in missing:
        yield Finding(
            rule="page.tags",
            level=Level.ERROR,
            place=draft.places[name],
            message=gettext("The outcomes have no such tag."),
            advice=gettext(
                "Choose it: modules are found, and their results counted, by tags."
            ),
        )
    digcomp = draft.tags["digcomp"]
    if digcomp and not _is_digcomp(digcomp):
        yield Finding(
            rule="page.tags",
            level=Level.ERROR,
            place=draft.places["digcomp"],
            message=gettext("DigComp 2.2 has no competence “%(tag)s”.")
            % {"tag": digcomp},
            advice=gettext("Write its number, from 1.1 to 5.4, such as “4.2”."),
        )
    if draft.tags["itu_band"] and draft.tags["itu_band"] not in ITU_BANDS[draft.band]:
        yield Finding(
            rule="page.tags",
            level=Level.WARNING,
            place=draft.places["itu_band"],
            message=gettext("The ITU audience is not that of the age band."),
            advice=gettext("Choose the audience that the band belongs to."),
        )


def _is_digcomp(tag: str) -> bool:
    return all(DIGCOMP.fullmatch(part.strip()) for part in re.split(r"[,;]", tag))
