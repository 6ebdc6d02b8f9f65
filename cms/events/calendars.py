"""Events as calendar files (RFC 5545)."""

from datetime import UTC, timedelta

from cms.events.models import Event

LONGEST = 75


def calendar_of(event: Event, url: str) -> bytes:
    """Return a calendar with one event of whole days.

    Args:
        event: a published event.
        url: the whole address of its page; it identifies the event, too.
    """
    at = event.last_published_at
    stamp = at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ") if at else "19700101T000000Z"
    after = event.ends_on + timedelta(days=1)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//COP Challenge//Events//EN",
        "BEGIN:VEVENT",
        f"UID:{_text(url)}",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{event.starts_on:%Y%m%d}",
        f"DTEND;VALUE=DATE:{after:%Y%m%d}",
        f"SUMMARY:{_text(event.title)}",
        f"DESCRIPTION:{_text(event.summary)}",
        f"LOCATION:{_text(', '.join(filter(None, [event.place, event.country_name])))}",
        f"URL:{url}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) for line in lines)


def _text(value: str) -> str:
    """Escape a text (RFC 5545 §3.3.11)."""
    for plain, escaped in (("\\", "\\\\"), (";", r"\;"), (",", r"\,")):
        value = value.replace(plain, escaped)
    return r"\n".join(value.splitlines())


def _folded(line: str) -> bytes:
    """Return a content line of at most 75 octets each, no letter cut (RFC 5545 §3.1)."""
    parts, size = [""], 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > LONGEST:
            parts.append(" ")
            size = 1
        parts[-1] += letter
        size += octets
    return "".join(f"{part}\r\n" for part in parts).encode()
