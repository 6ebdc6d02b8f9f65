"""Numbers of findings in words."""

from django.utils.translation import ngettext


def count_in_words(errors: int, warnings: int, *, is_open: bool = False) -> str:
    """Return numbers in words, such as "2 errors · 1 warning"; "" for none.

    With ``is_open`` the warnings are those without a reason.
    """
    parts = []
    if errors:
        parts.append(
            ngettext("%(count)d error", "%(count)d errors", errors) % {"count": errors}
        )
    if warnings and is_open:
        parts.append(
            ngettext(
                "%(count)d warning without a reason",
                "%(count)d warnings without a reason",
                warnings,
            )
            % {"count": warnings}
        )
    elif warnings:
        parts.append(
            ngettext("%(count)d warning", "%(count)d warnings", warnings)
            % {"count": warnings}
        )
    return " · ".join(parts)
