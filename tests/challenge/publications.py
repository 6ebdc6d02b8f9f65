"""Summaries and payloads as a publication keeps them, whole, for tests that compile nothing."""

from collections.abc import Mapping, Sequence

from cms.publications.payload import StoredSummary


def stored_summary(module: str, locale: str = "en", **more: object) -> StoredSummary:
    """Return the summary of a children's module, changed as ``more`` says."""
    summary: StoredSummary = {
        "key": module,
        "locale": locale,
        "title": module.title(),
        "summary": "",
        "track": "children",
        "band": "8-10",
        "topic": "t1",
        "minutes": 0,
        "sensitivity": 0,
        "risk": "content",
        "url": f"/{locale}/children/{module}/",
        "image": None,
    }
    return summary | more


def payload(
    summary: StoredSummary,
    version: str,
    steps: Sequence[Mapping[str, object]],
    check: Mapping[str, Sequence[Mapping[str, object]]],
    asked: int | None,
) -> dict[str, object]:
    """Return a payload of these steps and this check.

    ``asked`` is None in versions from before modules said how many questions they ask.
    """
    return {
        "key": summary["key"],
        "locale": summary["locale"],
        "dir": "rtl" if summary["locale"] == "ar" else "ltr",
        "version": version,
        "title": summary["title"],
        "summary": summary["summary"],
        "track": summary["track"],
        "band": summary["band"],
        "topic": summary["topic"],
        "minutes": summary["minutes"],
        "sensitivity": summary["sensitivity"],
        "risk": summary["risk"],
        "url": summary["url"],
        "image": summary["image"],
        "outcomes": [],
        "before": "",
        "talk_card": "",
        "steps": steps,
        "check": check,
        "asked": asked,
        "help": {"exit": "hide", "report": False},
    }
