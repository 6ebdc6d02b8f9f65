"""Modules for tests of the lint, in memory."""

from collections.abc import Mapping
from typing import Any

from wagtail.models import Locale

from cms.checks.draft import Draft, read
from cms.checks.findings import Finding
from cms.checks.rules import RULES
from cms.pages.module import ModulePage
from quizzes.models import Quiz
from tests import factories


def page(language: str = "en", **more: Any) -> ModulePage:
    """Return a module without faults for 11 to 13; nothing is saved."""
    quiet = {"steps": [factories.text_step()], "educator_notes": ""}
    fields = factories.module_fields(**quiet | more)
    return ModulePage(locale=Locale(language_code=language), **fields)


def draft(language: str = "en", **more: Any) -> Draft:
    """Return what the rules read of such a module."""
    return read(page(language, **more))


def check(form_a: list[dict[str, Any]], form_b: list[dict[str, Any]]) -> Quiz:
    """Return a published check; nothing is saved."""
    return Quiz(title="Check", key="check", form_a=form_a, form_b=form_b, live=True)


def found(draft: Draft, rule: str) -> list[Finding]:
    """Return the findings of one rule."""
    return [f for check in RULES for f in check(draft) if f.rule == rule]


def said(language: str, words: str, band: str = "11-13", **more: Any) -> Mapping:
    """Give, by rule, the findings about words that a module itself says."""
    steps = [factories.text_step(words)]
    read_ = draft(language, band=band, steps=steps, **more)
    return {f.rule: f for check in RULES for f in check(read_)}
