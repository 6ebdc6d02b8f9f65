"""Whether translated words fit the place that they are for."""

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser

from django.db.models import Model
from django.utils.translation import gettext

from wagtail import blocks
from wagtail.fields import StreamField
from wagtail_localize.strings import StringValue

# What stands for something else: a gap "{2}" in the digits of any script, a value by name.
PLACEHOLDER = re.compile(r"\{\{\s*\w+\s*\}\}|\{\s*\w+\s*\}|%\(\w+\)[sd]")
NO_END = frozenset({"br"})


def faults(source: str, words: str, limit: int | None = None) -> list[str]:
    """Say what is wrong with a translation; nothing is fine.

    Args:
        source: the original, as wagtail-localize keeps it: HTML of a line, or plain words
            with ``&amp;`` and its like.
        words: the translation in the same form.
        limit: how many characters the place has, or None.
    """
    found = [*_tag_faults(source, words), *_placeholder_faults(source, words)]
    length = len(StringValue(words).render_text())
    if limit and length > limit:
        found.append(
            gettext("It has %(length)d characters; %(limit)d fit here.")
            % {"length": length, "limit": limit}
        )
    return found


def limit_of(model: type[Model], field_path: str) -> int | None:
    """Return how many characters fit a place, or None if it takes any number.

    Args:
        model: what is translated.
        field_path: as wagtail-localize keeps it, such as ``steps.choice.options.item.text``.
    """
    name, *rest = field_path.split(".")
    field = model._meta.get_field(name)
    if not isinstance(field, StreamField):
        return getattr(field, "max_length", None)
    block: blocks.Block | None = field.stream_block
    for part in rest:
        if isinstance(block, blocks.ListBlock):
            block = block.child_block
        else:
            block = getattr(block, "child_blocks", {}).get(part)
    return getattr(getattr(block, "field", None), "max_length", None)


class _Tags(HTMLParser):
    """The tags of a line, and whether each that opens is closed in order."""

    def __init__(self, line: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.is_whole = True
        self._open: list[str] = []
        self.feed(line)
        self.close()
        self.is_whole = self.is_whole and not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        inside = "".join(f' {name}="{value or ""}"' for name, value in attrs)
        self.tags[f"<{tag}{inside}>"] += 1
        if tag not in NO_END:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in NO_END:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in NO_END:
            return
        if not self._open or self._open.pop() != tag:
            self.is_whole = False


def _tag_faults(source: str, words: str) -> Iterator[str]:
    wanted, got = _Tags(source), _Tags(words)
    if not got.is_whole:
        yield gettext("A tag is opened and not closed, or closed and not opened.")
        return
    for tag in got.tags:
        if tag not in wanted.tags:
            yield gettext("The original has no %(tag)s.") % {"tag": tag}
    for tag, number in wanted.tags.items():
        # Emphasis may go where a language has none; a link must still lead somewhere.
        if tag.startswith("<a ") and got.tags[tag] != number:
            yield gettext("The link %(tag)s of the original is missing or doubled.") % {
                "tag": tag
            }


def _placeholder_faults(source: str, words: str) -> Iterator[str]:
    wanted, got = _placeholders(source), _placeholders(words)
    for name in wanted - got:
        yield gettext("%(name)s of the original is missing.") % {"name": name}
    for name in got - wanted:
        yield gettext("The original has no %(name)s here.") % {"name": name}


def _placeholders(words: str) -> Counter[str]:
    found = (re.sub(r"\s", "", name) for name in PLACEHOLDER.findall(words))
    return Counter(
        f"{{{int(name[1:-1])}}}" if name[1:-1].isdecimal() else name for name in found
    )
