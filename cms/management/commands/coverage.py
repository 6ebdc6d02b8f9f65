"""``manage.py coverage``: what the curriculum has, as a document in Markdown."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import translation

from cms.checks.draft import ADULTS, Draft, read
from cms.checks.readability import measure, words_of
from cms.checks.rules.reading import texts_of
from cms.coverage.services import AUDIENCES, Module, State, coverage
from cms.pages.module import ModulePage
from cms.publications.models import Publication

MARKS = {State.DONE: "", State.DRAFT: " (draft)", State.MISSING: " (missing)"}
HEAD = """# The curriculum

Written by `python manage.py coverage`; a test holds it against the modules that ship.
The same as a page, with what editors have added: **Reports → Coverage** in the admin.
How modules are written: [the first module](editors/first-module.md).
"""
MODULES_HEAD = """
## Module by module

Words are those that a learner reads, before and after answers, with both forms of the
check. *Grade* is the Flesch–Kincaid grade of the English, *LIX* that of the Arabic; what a
band bears stands in [the checks](editors/checks.md).
"""


class Command(BaseCommand):
    """Write which topics are there for whom, and what each module is made of."""

    help = "Writes the curriculum's coverage and its modules as Markdown."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take ``--sizes``, which depend on the machine that counted them."""
        parser.add_argument(
            "--sizes", action="store_true", help="Add the size of each module in kB."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the document."""
        with translation.override("en"):
            lines = [*_matrix(), *_modules(with_sizes=options["sizes"])]
        self.stdout.write("\n".join(lines))


def _matrix() -> Iterator[str]:
    yield HEAD
    yield from _row("Topic", *(str(label) for _name, label in AUDIENCES))
    yield from _row(*["---"] * (len(AUDIENCES) + 1))
    for row in coverage():
        cells = ("<br>".join(map(_module, cell)) or "–" for cell in row.cells)
        yield from _row(f"{row.topic.upper()} {row.label}", *cells)


def _module(module: Module) -> str:
    languages = ", ".join(
        f"{language.code}{MARKS[language.state]}" for language in module.languages
    )
    return f"{module.title} ({languages})"


def _modules(*, with_sizes: bool) -> Iterator[str]:
    yield MODULES_HEAD
    head = [
        "Module",
        "Ways to answer",
        "min",
        "Words en",
        "ar",
        "Grade",
        "LIX",
        "Asked",
    ]
    head += ["kB"] * with_sizes
    yield from _row(*head)
    yield from _row(*["---"] * len(head))
    published = Publication.objects.current().without_bytes()
    sizes = {
        (one.module_key, one.locale): one.summary.get("size", 0) for one in published
    }
    pages = ModulePage.objects.filter(alias_of=None, live=True).select_related("locale")
    by_key: dict[str, dict[str, ModulePage]] = {}
    for page in pages.order_by("key"):
        by_key.setdefault(page.key, {})[page.locale.language_code] = page
    for key, by_language in by_key.items():
        if not by_language.keys() >= {"en", "ar"}:
            continue
        english, arabic = (read(by_language[code]) for code in ("en", "ar"))
        cells = [
            f"`{key}`",
            ", ".join(_ways(english)),
            by_language["en"].minutes,
            _words(english),
            _words(arabic),
            _hardness(english),
            _hardness(arabic),
            f"{len(english.check['A'])} + {len(english.check['B'])}",
        ]
        if with_sizes:
            cells.append(round(sizes.get((key, "en"), 0) / 1000))
        yield from _row(*cells)


def _ways(draft: Draft) -> Iterable[str]:
    return dict.fromkeys(
        step.kind.name for step in draft.steps if step.kind is not None
    )


def _words(draft: Draft) -> int:
    return sum(len(words_of(text)) for text in texts_of(draft.all_steps))


def _hardness(draft: Draft) -> str:
    found = measure(texts_of(draft.all_steps), draft.locale, draft.band or ADULTS)
    return f"{found.value:.1f}" if found else "–"


def _row(*cells: object) -> Iterator[str]:
    yield f"| {' | '.join(str(cell) for cell in cells)} |"
