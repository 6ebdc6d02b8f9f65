"""The markup of templates is whole: what a template opens it closes, on every branch.

``djlint`` checks what elements say; it does not follow ``{% if %}`` and ``{% for %}``.
"""

import re
from html.parser import HTMLParser
from pathlib import Path

from django.conf import settings

import pytest

ROOT = Path(settings.BASE_DIR)
TEMPLATES = [
    path
    for folder in ("frontend", "challenge", "cms", "exchange", "quizzes")
    for path in sorted((ROOT / folder / "templates").rglob("*.html"))
]
VOID = {
    *("area", "base", "br", "circle", "col", "ellipse", "embed", "hr", "image", "img"),
    *("input", "line", "link", "meta", "path", "polygon", "rect", "source", "track"),
    *("use", "wbr"),
}
COMMENT = re.compile(r"{#.*?#}|{% comment.*?{% endcomment %}", re.DOTALL)
TAG = re.compile(r"{%\s*(\w+).*?%}|{{.*?}}", re.DOTALL)
# A link, say, around what is shown in any case: opened and closed on the same condition.
WRAPPER = re.compile(
    r"{% if (\S+) %}(<(\w+)[^<>]*>){% endif %}(.*?){% if \1 %}(</\3>){% endif %}",
    re.DOTALL,
)
# A word in the place of a template tag, which the HTML parser takes as it takes any other.
PLACE = re.compile(r"djtag(\d+)x")


class Markup(HTMLParser):
    """Follows the elements and the blocks of a template, and notes what is not closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        text = WRAPPER.sub(r"\2\4\5", COMMENT.sub("", text))
        self.faults: list[str] = []
        self.open: list[str] = []
        self.tags = [match[1] or "" for match in TAG.finditer(text)]
        numbers = iter(range(len(self.tags)))
        self.ends = {name for name in self.tags if name.startswith("end")}
        self.feed(TAG.sub(lambda tag: self._place(next(numbers)), text))
        if self.rawdata:
            self.faults.append(f"a quotation mark or tag without end: {self.rawdata}")
        self.close()
        self.faults += [f"{name} is not closed" for name in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        self.faults += [
            f"{name} holds a tag" for name, value in attrs if "<" in (value or "")
        ]
        if tag not in VOID:
            self.open.append(PLACE.sub("?", tag))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Pass by an element that closes itself."""

    def handle_endtag(self, tag: str) -> None:
        """Close the element that was opened last."""
        self._close(PLACE.sub("?", tag))

    def handle_data(self, data: str) -> None:
        """Open, divide and close the blocks of the template."""
        for place in PLACE.finditer(data):
            tag = self.tags[int(place[1])]
            if f"end{tag}" in self.ends:
                self.open.append(f"{{% {tag} %}}")
            elif tag in ("else", "elif", "empty", "plural"):
                if not self.open or not self.open[-1].startswith("{%"):
                    self.faults.append(f"{self.open[-1:]} is open at {tag}")
            elif tag.startswith("end"):
                self._close(f"{{% {tag.removeprefix('end')} %}}")

    def _place(self, number: int) -> str:
        """Return the word for a tag: a value may be part of a name, ``{% if %}`` is none."""
        word = f"djtag{number}x"
        return f" {word} " if self.tags[number] else word

    def _close(self, name: str) -> None:
        if self.open[-1:] == [name]:
            self.open.pop()
        else:
            self.faults.append(f"{name} ends, but {self.open[-1:]} was opened last")


@pytest.mark.parametrize(
    "path", TEMPLATES, ids=[str(path.relative_to(ROOT)) for path in TEMPLATES]
)
def test_a_template_closes_what_it_opens(path: Path):
    text = path.read_text()

    assert not Markup(text).faults
    assert not re.search(r"\.as_(p|ul|table)\b|\sautofocus\b", text)


@pytest.mark.parametrize(
    "text",
    [
        "<p>{{ a }}</div>",
        "<ul><li>{{ a }}</li>",
        "{% if a %}<p>{% endif %}</p>",
        "<div>{% if a %}</div>{% else %}{% endif %}",
        '<a href="x>one</a> <b class="two">two</b>',
        '<a href="{% url "a" %}>one</a>',
        "<h{{ a }}>one</p>",
        "{% if a %}<b>{% endif %}one{% if c %}</b>{% endif %}",
    ],
)
def test_a_template_that_does_not_is_found(text: str):
    assert Markup(text).faults


@pytest.mark.parametrize(
    "text",
    [
        '<p{% if a %} class="{{ b }}"{% endif %}>{% if a %}<b>c</b>{% else %}d{% endif %}</p>',
        "<h{{ a }}>one</h{{ a }}><br><svg><use href='#a'/></svg>",
        "{% if a %}<b>{% endif %}one{% if a %}</b>{% endif %}",
        "{# <p> #}{% comment %}<p>{% endcomment %}",
    ],
)
def test_a_template_that_does_is_not(text: str):
    assert not Markup(text).faults
