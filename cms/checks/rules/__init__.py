"""The rules of the lint: pure functions from a draft to findings, a file a group of them."""

from collections.abc import Callable, Iterator

from cms.checks.draft import Draft
from cms.checks.findings import Finding
from cms.checks.rules import answers, care, chats, forms, page, pictures, reading, words

Rule = Callable[[Draft], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    words.banned,
    care.help_at_every_ending,
    care.early_exits,
    care.heavy_modules,
    chats.by_chance,
    chats.reachable,
    answers.feedback,
    answers.right_answer,
    answers.length,
    forms.published,
    forms.both,
    forms.disjoint,
    forms.parallel,
    page.outcomes,
    page.talk_card,
    page.tags,
    reading.screens,
    reading.sentences,
    reading.grade,
    pictures.alt,
    pictures.weight,
)
