"""What makes contents a package: its description, and the set that asks several."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import get_language

from exchange.archives import pack
from exchange.h5p.package import CONTENT, META
from exchange.h5p.writing.libraries import VERSIONS
from exchange.h5p.writing.writer import Params
from exchange.text import tidy


def package_of(
    title: str,
    main: str,
    params: Params,
    used: Iterable[str],
    files: Mapping[str, bytes],
) -> bytes:
    """Return the package of one content.

    Args:
        title: that of the content.
        main: its library.
        params: its parameters.
        used: all libraries that it needs.
        files: the pictures that it shows.
    """
    meta = {
        "title": tidy(title) or "COP Challenge",
        "language": (get_language() or "und").partition("-")[0],
        "mainLibrary": main,
        "embedTypes": ["iframe"],
        "license": "U",
        "preloadedDependencies": [_dependency(name) for name in sorted(used)],
    }
    return pack({META: _json(meta), CONTENT: _json(params), **files})


def question_set(title: str, contents: list[Params]) -> Params:
    """Return the parameters of a set of contents."""
    return {
        "introPage": {"showIntroPage": False, "title": tidy(title)},
        "progressType": "dots",
        "passPercentage": 50,
        "questions": contents,
        "disableBackwardsNavigation": False,
        "randomQuestions": False,
        "endGame": {"showResultPage": True},
    }


def _json(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=1).encode()


def _dependency(name: str) -> Params:
    major, minor = VERSIONS[name].split(".")
    return {
        "machineName": name,
        "majorVersion": int(major),
        "minorVersion": int(minor),
    }
