"""What was counted of modules, read in a fixed number of queries, before the gate.

Nothing here is shown: ``figures`` and ``hints`` take it from here, through the gate.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.conf import settings

from challenge.insight.models import Measure
from challenge.insight.tables import ItemCounts, N, Scopes
from challenge.progress.models import Phase, Tally
from challenge.progress.private import PRIVATE_SENSITIVITY
from cms.publications.answer_keys import AnswerKey, ItemKey, answer_keys
from cms.publications.models import Publication
from quizzes.kinds import get as get_kind
from quizzes.kinds.ids import public_answer, public_key

# Of each language, so many versions are told apart; all that are older count together.
VERSIONS_A_LOCALE = 3
OLDER = "older:"
FULL = 1000
PHASES = (Phase.PRE, Phase.PRACTICE, Phase.POST)


@dataclass(frozen=True, slots=True)
class Version:
    """One published version of a module, or all older ones of a language."""

    version: str
    locale: str
    is_current: bool
    published: datetime
    title: str
    sensitivity: int
    url: str
    page_id: int | None

    @property
    def is_older(self) -> bool:
        """Return whether this stands for all older versions."""
        return self.version.startswith(OLDER)


@dataclass(slots=True)
class Sums:
    """The sums of a measure; see ``Measure``."""

    n: int
    x: int = 0
    xx: int = 0
    r: int = 0
    rr: int = 0
    xr: int = 0


@dataclass(slots=True)
class Counted:
    """All that was counted of one module.

    ``items`` are by phase and item id, in the order of the newest version; ``measures`` by
    version, then by what, item, phase and answer. ``older`` says where the counts of
    versions go that are not told apart.
    """

    key: str
    versions: list[Version]
    older: Mapping[str, str]
    keys: Mapping[str, AnswerKey] = field(default_factory=dict)
    items: dict[tuple[str, str], ItemCounts] = field(default_factory=dict)
    measures: dict[str, dict[tuple[str, str, str, str], Sums]] = field(
        default_factory=lambda: defaultdict(dict)
    )

    @property
    def current(self) -> list[Version]:
        """Return the versions that are played today, the default language's first."""
        return [version for version in self.versions if version.is_current]

    @property
    def head(self) -> Version:
        """Return the version that stands for the module."""
        return (self.current or self.versions)[0]

    def title(self, locale: str) -> str:
        """Return the title in a language, or as the module was written."""
        own = (one.title for one in self.current if one.locale == locale)
        return next(own, self.head.title)

    @property
    def is_sensitive(self) -> bool:
        """Return whether what was answered is not broken down by answers."""
        return any(one.sensitivity >= PRIVATE_SENSITIVITY for one in self.versions)

    @property
    def scopes(self) -> Scopes:
        """Return the versions to tell apart, by language."""
        by_locale: dict[str, list[str]] = defaultdict(list)
        for version in self.versions:
            by_locale[version.locale].append(version.version)
        return Scopes(by_locale)

    def learners(self, version: str, what: str, item: str = "") -> int:
        """Return how many learners of a version a measure counts."""
        sums = self.measures[version].get((what, item, "", ""))
        return sums.n if sums else 0


def counted(modules: Iterable[str]) -> dict[str, Counted]:
    """Read what was counted of modules, by their keys.

    Three queries whatever their number, and one for the answer keys that this process has
    not read before.
    """
    found = _modules(list(modules))
    versions = {
        version: module
        for module in found.values()
        for version in (*(one.version for one in module.versions), *module.older)
    }
    keys = answer_keys(versions)
    for module in found.values():
        module.keys = {
            version: key for version, key in keys.items() if versions[version] is module
        }
    _add_tallies(found)
    _add_measures(found)
    for module in found.values():
        module.items = _in_order(module)
    return found


def _modules(keys: list[str]) -> dict[str, Counted]:
    rows = Publication.objects.filter(module_key__in=keys).values_list(
        "module_key",
        "version",
        "locale",
        "is_current",
        "created_on",
        "summary__title",
        "summary__sensitivity",
        "summary__url",
        "page_id",
    )
    found: dict[str, Counted] = {}
    seen: dict[tuple[str, str], int] = defaultdict(int)
    for key, *row in rows.order_by("-is_current", "-created_on", "version"):
        module = found.setdefault(key, Counted(key, [], {}))
        version = Version(*row)
        seen[key, version.locale] += 1
        rank = seen[key, version.locale] - VERSIONS_A_LOCALE
        if rank > 0:
            bucket = f"{OLDER}{version.locale}"
            module.older = {**module.older, version.version: bucket}
            version = replace(version, version=bucket)
        if rank <= 1:
            module.versions.append(version)
    for module in found.values():
        # The language that modules are written in comes first.
        module.versions.sort(
            key=lambda one: (not one.is_current, one.locale != settings.LANGUAGE_CODE)
        )
    return found


def _add_tallies(found: dict[str, Counted]) -> None:
    scores: dict[tuple[str, str, str, str], int] = defaultdict(int)
    rows = Tally.objects.filter(module__in=found, phase__in=PHASES)
    for module, version, item, phase, answer, n, score in rows.values_list(
        "module", "version", "item", "phase", "answer", "n", "score"
    ):
        own = found[module]
        key = own.keys[version].items.get(item) if version in own.keys else None
        if key is None:
            continue
        answers = public_key(item, key.key)
        counts = own.items.setdefault((phase, item), ItemCounts(key.kind, answers))
        scope = own.older.get(version, version)
        answer = public_answer(item, answer)
        counts.n[scope][answer] = counts.n[scope].get(answer, 0) + n
        counts.options[scope] = get_kind(key.kind).offered(answers)
        if answer == N:
            counts.add_sums(scope, get_kind(key.kind).point_sums(answers))
            scores[module, phase, item, scope] += score
    for (module, phase, item, scope), score in scores.items():
        found[module].items[phase, item].points[scope] = round(score / FULL)


def _add_measures(found: dict[str, Counted]) -> None:
    rows = Measure.objects.filter(module__in=found)
    for module, version, what, item, phase, answer, *values in rows.values_list(
        *("module", "version", "what", "item", "phase", "answer"),
        *("n", "x", "xx", "r", "rr", "xr"),
    ):
        own = found[module]
        if version in own.keys:
            measures = own.measures[own.older.get(version, version)]
            name = what, item, phase, public_answer(item, answer)
            sums = merged([measures.get(name), Sums(*values)])
            if sums:
                measures[name] = sums


def _in_order(module: Counted) -> dict[tuple[str, str], ItemCounts]:
    """Return the items by phase, and in a phase as the newest version has them."""
    place: dict[str, int] = {}
    newest: dict[str, ItemKey] = {}
    for version in [*module.older, *(one.version for one in reversed(module.versions))]:
        if key := module.keys.get(version):
            order = [*key.steps, *key.items]
            place |= {id_: number for number, id_ in enumerate(order)}
            newest |= dict(key.items)
    phases = [str(phase) for phase in PHASES]
    ordered = sorted(
        module.items.items(),
        key=lambda entry: (phases.index(entry[0][0]), place.get(entry[0][1], 0)),
    )
    for (_phase, item), counts in ordered:
        counts.kind = newest[item].kind
        counts.key = public_key(item, newest[item].key)
    return dict(ordered)


def merged(measures: Iterable[Sums | None]) -> Sums | None:
    """Add up sums over versions; None of nothing."""
    there = [sums for sums in measures if sums]
    if not there:
        return None
    return Sums(
        *(
            sum(getattr(sums, name) for sums in there)
            for name in ("n", "x", "xx", "r", "rr", "xr")
        )
    )
