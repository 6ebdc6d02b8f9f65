"""What a family can talk about."""

from typing import Any

from cms.choices import Band, Topic, Track
from cms.publications import catalogue


def talk_cards(locale: str) -> list[dict[str, Any]]:
    """Return the topics that have a talk card, with the cards; one query.

    Each topic has ``topic``, ``label``, ``children`` and ``parents``: lists of cards with
    ``key``, ``title``, ``url``, ``band_label`` and ``lines`` (of the talk card). A parents'
    module stands beside the children's modules of the topic that it answers.
    """
    cards = [_card(*found) for found in catalogue.talk_cards(locale)]
    topics = [
        {
            "topic": topic.value,
            "label": str(topic.label),
            "children": _cards_of(cards, topic, Track.CHILDREN),
            "parents": _cards_of(cards, topic, Track.PARENTS),
        }
        for topic in Topic
    ]
    return [topic for topic in topics if topic["children"] or topic["parents"]]


def _cards_of(
    cards: list[dict[str, Any]], topic: str, track: str
) -> list[dict[str, Any]]:
    return [
        card
        for card in cards
        if card["lines"] and card["topic"] == topic and card["track"] == track
    ]


def _card(summary: dict[str, Any], words: str) -> dict[str, Any]:
    band = summary["band"]
    shown = ("key", "title", "url", "track", "topic")
    return {name: summary[name] for name in shown} | {
        "band_label": str(Band(band).label) if band else "",
        "lines": [line for line in words.splitlines() if line.strip()],
    }
