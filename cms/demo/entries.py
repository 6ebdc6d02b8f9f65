"""Load the entries of the programme that ship with the site, a pack each."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from wagtail.fields import StreamField
from wagtail.models import Locale

from cms.case_studies.models import CaseStudy
from cms.demo.filling import full_clean, in_words, is_touched, set_stream
from cms.demo.packs import RawBuilder
from cms.demo.translating import translate
from cms.entries.models import Entry
from cms.events.models import Event
from cms.guidelines.models import Guideline

MODELS: dict[str, type[Entry]] = {
    "guidelines": Guideline,
    "case-studies": CaseStudy,
    "events": Event,
}


def entry_rows(
    folder: Path,
) -> Iterator[tuple[str, str, type[Entry], dict[str, Any]]]:
    """Yield name, digest, model and fields of each entry in the files of a folder."""
    for stem, model in MODELS.items():
        path = folder / f"{stem}.json"
        rows = json.loads(path.read_bytes()) if path.exists() else []
        for fields in rows:
            digest = hashlib.sha256(json.dumps(fields, sort_keys=True).encode())
            yield f"{stem}:{fields['slug']}", digest.hexdigest(), model, fields


class EntryLoader:
    """Loads entries in one language and their translation to another."""

    def __init__(self, source: Locale, target: Locale) -> None:
        self.source = source
        self.target = target

    def load(
        self, model: type[Entry], fields: dict[str, Any], secret: str, *, is_known: bool
    ) -> str:
        """Save and publish an entry and its translation; return what was done.

        Raises:
            PackError: naming what does not fit.
        """
        entry = model.objects.filter(slug=fields["slug"], locale=self.source).first()
        if is_known and entry is None:
            return "was deleted by an editor, left so"
        if is_touched(entry):
            return "was changed by an editor, left so"
        done = "updated" if entry else "loaded"
        entry = entry or model(locale=self.source)
        words = model(locale=self.target)
        for instance in (entry, words):
            self._fill(instance, fields, secret)
        full_clean(entry)
        entry.save()
        entry.save_revision().publish()
        translate(entry, words, self.target)
        return done

    def _fill(self, instance: Entry, fields: dict[str, Any], secret: str) -> None:
        language = instance.locale.language_code
        builder = RawBuilder(fields["slug"], language, lambda name: 0, secret)
        model = type(instance)
        for name, value in in_words(fields, language).items():
            if isinstance(model._meta.get_field(name), StreamField):
                set_stream(instance, name, builder, value, name)
            else:
                setattr(instance, name, value)
