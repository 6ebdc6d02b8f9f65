"""Words in the fields of a content."""

import html
from typing import Any

from exchange.text import tidy


def line(text: Any) -> str:
    """Return words for a field that takes no markup, and is read as HTML all the same."""
    return html.escape(tidy(str(text or "")), quote=False)


def paragraph(text: Any) -> str:
    """Return words as HTML; H5P wants paragraphs."""
    words = line(text).replace("\n", "<br>")
    return f"<p>{words}</p>" if words else ""
