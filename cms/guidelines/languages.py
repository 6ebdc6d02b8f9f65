"""The languages in which publishers offer guidelines, by their own names."""

from django.conf.locale import LANG_INFO


def language_choices() -> list[tuple[str, str]]:
    """Return code and own name of each language that Django knows, by code."""
    return sorted(
        (code, info["name_local"])
        for code, info in LANG_INFO.items()
        if "name_local" in info
    )


def language_name(code: str) -> str:
    """Return what a language calls itself; its code if Django does not know it."""
    return LANG_INFO.get(code, {}).get("name_local", code)
