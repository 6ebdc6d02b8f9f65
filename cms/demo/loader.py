"""Load the demo content: the site's frame, its modules in English and Arabic, helplines, words.

Loading again changes nothing unless a pack has changed, and never touches what an editor
has changed, unpublished or deleted.
"""

import hashlib
import json
import secrets
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction

from wagtail.models import Locale, Page, Site

from cms.checks import reasons
from cms.demo.entries import EntryLoader, entry_rows
from cms.demo.filling import faults_of, full_clean, in_words, is_touched, set_stream
from cms.demo.models import LoadedPack
from cms.demo.packs import Pack, PackError, RawBuilder, picture_files, read_pack
from cms.demo.translating import translate
from cms.editorial import services as review
from cms.entries.models import Entry
from cms.helplines.models import Helpline
from cms.images import Picture
from cms.library.models import GlossaryTerm
from cms.pages.country import CountryPage
from cms.pages.home import HomePage
from cms.pages.module import ModulePage
from cms.pages.track import TrackPage
from quizzes import examples
from quizzes.kinds import KINDS
from quizzes.models import Quiz

FOLDER = Path(__file__).parent
SOURCE, TARGET = "en", "ar"
PLAIN_FIELDS = (
    "key",
    "band",
    "topic",
    "minutes",
    "risk",
    "risk_kind",
    "strand",
    "digcomp",
    "itu_band",
    "help_skill",
    "sensitivity",
)
WORD_FIELDS = ("title", "summary", "before", "educator_notes", "talk_card")


class Loader:
    """Loads a folder: ``site.json``, ``content/``, ``pictures/``, helplines, words."""

    def __init__(
        self,
        folder: Path = FOLDER,
        say: Callable[[str], Any] = lambda line: None,
        only: Collection[str] = (),
    ) -> None:
        """Load from ``folder``; ``say`` is told what was done, a line each.

        ``only`` names the keys of the modules to load; empty for all of them.
        """
        self.folder = folder
        self.say = say
        self.only = only
        self.pictures: dict[str, Picture] = {}
        self.faults: list[str] = []

    def load(self) -> None:
        """Load all of it; a pack that is wrong does not keep the others out.

        Raises:
            PackError: with what is wrong with which packs, once the others are in.
        """
        self.known = {row.name: row for row in LoadedPack.objects.all()}
        self.source, self.target = (
            Locale.objects.get_or_create(language_code=code)[0]
            for code in (SOURCE, TARGET)
        )
        self._load("site", _digest(self.folder / "site.json"), self._load_site)
        for path in sorted((self.folder / "content").glob("*.json")):
            if not self.only or path.stem in self.only:
                self._load_file(path)
        self._load_example_pictures()
        helplines = self.folder / "helplines.json"
        self._load("helplines", _digest(helplines), self._load_helplines)
        glossary = self.folder / "glossary.json"
        if glossary.exists():
            self._load("glossary", _digest(glossary), self._load_glossary)
        self._load_entries()
        if self.faults:
            raise PackError(self.faults)

    def _load_file(self, path: Path) -> None:
        try:
            pack = read_pack(path, self.folder / "pictures")
        except PackError as error:
            self.faults += error.lines
            return
        self._load(f"module:{pack.key}", pack.digest, lambda: self._load_module(pack))

    def _load(self, name: str, digest: str, load: Callable[[], str]) -> None:
        row = self.known.get(name)
        if row and row.digest == digest:
            return
        self.row = row or LoadedPack(name=name, secret=secrets.token_hex(16))
        self.row.digest = digest
        try:
            with transaction.atomic():
                done = load()
                self.row.save()
        except PackError as error:
            self.faults += [f"{name}: {line}" for line in error.lines]
        else:
            self.say(f"{name}: {done}")

    # The site's frame

    def _load_site(self) -> str:
        data = json.loads((self.folder / "site.json").read_bytes())
        home = HomePage.objects.filter(locale=self.source).first()
        if home is None:
            home = HomePage(locale=self.source, **in_words(data["home"], SOURCE))
            words = HomePage(**in_words(data["home"], TARGET))
            self._add_page(Page.get_first_root_node(), home, words)
        for fields in data["tracks"]:
            if not TrackPage.objects.filter(
                key=fields["key"], locale=self.source
            ).exists():
                track = TrackPage(locale=self.source, **in_words(fields, SOURCE))
                self._add_page(home, track, TrackPage(**in_words(fields, TARGET)))
        for fields in data["countries"]:
            self._load_country(home, fields)
        if not Site.objects.filter(is_default_site=True).exists():
            Site.objects.create(
                hostname="localhost",
                root_page=home,
                is_default_site=True,
                site_name=home.title,
            )
        review.install()
        return "home page, tracks and countries are there"

    def _load_country(self, home: Page, fields: dict[str, Any]) -> None:
        pages = CountryPage.objects.filter(country=fields["country"])
        if pages.exists():
            return
        page, words = CountryPage(locale=self.source), CountryPage()
        for instance, language in ((page, SOURCE), (words, TARGET)):
            builder = RawBuilder(
                fields["country"], language, lambda name: 0, self.row.secret
            )
            for name, value in in_words(fields | {"contacts": ""}, language).items():
                if name != "contacts":
                    setattr(instance, name, value)
            set_stream(instance, "contacts", builder, fields["contacts"], "contacts")
        self._add_page(home, page, words)

    def _add_page(self, parent: Page, page: Page, words: Page) -> None:
        parent.add_child(instance=page)
        page.save_revision().publish()
        translate(page, words, self.target)

    # A module

    def _load_module(self, pack: Pack) -> str:
        page = ModulePage.objects.filter(key=pack.key, locale=self.source).first()
        quiz = self._quiz_of(pack)
        if f"module:{pack.key}" in self.known and page is None:
            return "was deleted by an editor, left so"
        if is_touched(page) or is_touched(quiz):
            return "was changed by an editor, left so"
        track = TrackPage.objects.filter(
            key=pack.data.get("track"), locale=self.source
        ).first()
        if track is None:
            raise PackError([f"there is no track “{pack.data.get('track')}”."])
        self._load_pictures(set(picture_files(pack.data)))
        english, arabic = (self._builder(pack, code) for code in (SOURCE, TARGET))
        if pack.data.get("check"):
            quiz = self._save_quiz(pack, quiz, english, arabic)
        done = "updated" if page else "loaded"
        page = page or ModulePage(locale=self.source)
        self._fill_module(page, pack, english, quiz)
        words = ModulePage(locale=self.target)
        self._fill_module(words, pack, arabic, quiz)
        if page.pk is None:
            page.slug = pack.data.get("slug", pack.key)
            full_clean(page, exclude=["path", "depth", "page_ptr"])
            try:
                track.add_child(instance=page)
            except ValidationError as error:  # Its address is another page's.
                raise PackError(faults_of(error)) from error
        page.save_revision().publish()
        translate(page, words, self.target)
        self._give_reasons(page, pack)
        return done

    def _give_reasons(self, page: ModulePage, pack: Pack) -> None:
        """Give the pack's reasons for warnings, by rule, to the module in both languages."""
        given = pack.data.get("reasons", {})
        for module in page.get_translations(inclusive=True).select_related("locale"):
            language = module.locale.language_code
            if language in (SOURCE, TARGET):
                reasons.give_all(module, in_words(given, language))

    def _builder(self, pack: Pack, language: str) -> RawBuilder:
        return RawBuilder(
            pack.key, language, lambda name: self.pictures[name].pk, self.row.secret
        )

    def _quiz_of(self, pack: Pack) -> Quiz | None:
        check = pack.data.get("check")
        if not check:
            return None
        return Quiz.objects.filter(key=check["key"], locale=self.source).first()

    def _save_quiz(
        self, pack: Pack, quiz: Quiz | None, english: RawBuilder, arabic: RawBuilder
    ) -> Quiz:
        quiz = quiz or Quiz(locale=self.source)
        words = Quiz(locale=self.target)
        check = pack.data["check"]
        for instance, builder in ((quiz, english), (words, arabic)):
            instance.key = check["key"]
            instance.title = in_words(check, builder.language)["title"]
            for form in ("form_a", "form_b"):
                set_stream(instance, form, builder, check[form], f"check/{form}")
        full_clean(quiz)
        quiz.save()
        quiz.save_revision().publish()
        translate(quiz, words, self.target)
        return quiz

    def _fill_module(
        self, page: ModulePage, pack: Pack, builder: RawBuilder, quiz: Quiz | None
    ) -> None:
        for name in PLAIN_FIELDS:
            if name in pack.data:
                setattr(page, name, pack.data[name])
        for name in WORD_FIELDS:
            setattr(page, name, pack.words(name, builder.language))
        page.quiz = quiz
        if picture := pack.data.get("picture"):
            page.image = self.pictures[picture["file"]]
            page.image_alt = in_words(picture, builder.language).get("alt", "")
        outcomes = [
            entry | {"type": "outcome"} for entry in pack.data.get("outcomes", [])
        ]
        set_stream(page, "outcomes", builder, outcomes, "outcomes")
        set_stream(page, "steps", builder, pack.data.get("steps", []), "steps")

    def _load_pictures(self, names: set[str]) -> None:
        for name in names - self.pictures.keys():
            path = self.folder / "pictures" / name
            title = path.stem
            picture = Picture.objects.filter(title=title, uploaded_by_user=None).first()
            if picture is None or picture.file_hash != _digest(path, "sha1"):
                picture = picture or Picture(title=title, credit="COP Challenge")
                with path.open("rb") as file:
                    picture.file = File(file, name=name)
                    picture._set_image_file_metadata()
                    picture.save()
            self.pictures[name] = picture

    def _load_example_pictures(self) -> None:
        """Load what the kitchen sink shows in the kinds' examples."""
        names = set().union(*(examples.picture_files(kind) for kind in KINDS))
        self._load_pictures(
            {name for name in names if (self.folder / "pictures" / name).is_file()}
        )

    # The programme

    def _load_entries(self) -> None:
        entries = EntryLoader(self.source, self.target)
        for name, digest, model, fields in entry_rows(self.folder / "programme"):

            def load(model: type[Entry] = model, fields: dict = fields) -> str:
                is_known = self.row.pk is not None
                return entries.load(model, fields, self.row.secret, is_known=is_known)

            self._load(name, digest, load)

    # Helplines

    def _load_helplines(self) -> str:
        rows = json.loads((self.folder / "helplines.json").read_bytes())
        there = set(
            Helpline.objects.filter(locale=self.source).values_list(
                "country", "service", "phone", "url"
            )
        )
        added = 0
        for order, row in enumerate(rows):
            english = Helpline(
                locale=self.source, sort_order=order, **in_words(row, SOURCE)
            )
            place = english.country, english.service, english.phone, english.url
            if place in there:
                continue
            full_clean(english)
            english.save()
            translate(english, Helpline(**in_words(row, TARGET)), self.target)
            added += 1
        return f"{added} added; a helpline is hidden until somebody has checked it"

    # The glossary

    def _load_glossary(self) -> str:
        if "glossary" in self.known:
            return "is the editors’ by now, left so"
        rows = json.loads((self.folder / "glossary.json").read_bytes())
        for order, row in enumerate(rows):
            english = GlossaryTerm(
                locale=self.source, sort_order=order, **in_words(row, SOURCE)
            )
            full_clean(english)
            english.save()
            translate(english, GlossaryTerm(**in_words(row, TARGET)), self.target)
        return f"{len(rows)} words added"


def _digest(path: Path, algorithm: str = "sha256") -> str:
    return hashlib.new(algorithm, path.read_bytes()).hexdigest()
