"""Words that must not stand in a module of a band: blame, fear, brands and so on."""

import re
from collections.abc import Iterator, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.checks.draft import Draft, Role, Words
from cms.checks.findings import Finding
from cms.checks.listed import words_for

# Where a narrator tells what somebody says.
NARRATED = frozenset({("prompt",), ("panels", "text")})
SPEECH = re.compile(r"“[^”]*”|«[^»]*»|\"[^\"]*\"")

# What to do about it, by rule.
ADVICE: Mapping[str, str | Promise] = {
    "words.blame": _(
        "Whoever is hurt is never at fault. Say what the other person did, and what can "
        "be done now."
    ),
    "words.fear": _(
        "Fear keeps children silent. Say what can be mended, and who helps with it."
    ),
    "words.device": _(
        "Children who fear for their phone do not tell. Let it end with help, not with "
        "the device being taken."
    ),
    "words.brand": _("Leave real names out: say “a video app”, “a game”, “a chat”."),
    "words.body": _("Not in this age band. Say “private pictures”, and no detail."),
    "words.grooming": _(
        "Not in this age band. Tell what somebody does: a gift, a secret, a bad feeling."
    ),
    "words.extortion": _(
        "Not in this age band. Say that somebody threatens to show a picture, and who "
        "helps."
    ),
    "words.proof": _(
        "The chat is proof, and paying brings more demands: stop, save, block, tell."
    ),
    "words.law": _(
        "The law differs from country to country, and only a local lawyer can say it. "
        "Say what hurts and who helps."
    ),
    "words.harm": _(
        "Never name a way to do it. Say that someone feels very bad, and "
        "who listens now."
    ),
    "words.asking": _(
        "Nobody is asked what happened to them. Ask what the character could do."
    ),
    "words.stranger": _(
        "It is mostly somebody the child knows. Teach what people do, not who they are."
    ),
    "words.praise": _(
        "Praise what was done (“You checked the sender”), not the child."
    ),
    "words.verdict": _("Nobody has lost here. Say why, and what else could be tried."),
}


def banned(draft: Draft) -> Iterator[Finding]:
    """Find what the word list of the draft's language bans for its band.

    Notes for educators may name what they warn of, so only what must stand nowhere is
    looked for there.
    """
    words_to_avoid = words_for(draft.locale)
    if words_to_avoid is None:
        return
    for words in draft.all_words:
        is_for_adults = words.role == Role.ADULT
        band = "adults" if is_for_adults else draft.band
        for part, is_quoted in _voices(words):
            found = words_to_avoid.find(part, band, is_quoted=is_quoted)
            for pattern, phrase in found:
                yield Finding(
                    rule=pattern.rule,
                    level=pattern.level,
                    place=words.place,
                    message=gettext("It says “%(phrase)s”.") % {"phrase": phrase},
                    advice=str(ADVICE[pattern.rule]),
                    subject=phrase,
                )


def _voices(words: Words) -> Iterator[tuple[str, bool]]:
    """Yield parts of words, and whether others say them.

    What stands in quotation marks in a prompt or a story is said by somebody in it.
    """
    if words.is_quoted or words.names not in NARRATED:
        yield words.text, words.is_quoted
        return
    yield SPEECH.sub("…", words.text), False
    for speech in SPEECH.findall(words.text):
        yield speech, True
