"""Counting months."""

from datetime import date

# A module is to be reviewed again after a year.
REVIEW_MONTHS = 12


def add_months(day: date, months: int) -> date:
    """Return the same day some months later, or the last of that month."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    for last in range(day.day, 0, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise ValueError(day)
