"""What a family can talk about."""

from typing import TypedDict

from cms.choices import Band, Topic, Track
from cms.publications import catalogue
from cms.publications.payload import StoredSummary


class Card(TypedDict):
    """A talk card: its module, and the lines of the card."""

    key: str
    title: str
    url: str
    track: str
    topic: str
    band_label: str
    lines: list[str]


class CardTopic(TypedDict):
    """A topic with the cards for children and the answering ones for parents."""

    topic: str
    label: str
    children: list[Card]
    parents: list[Card]


def talk_cards(locale: str) -> list[CardTopic]:
    """Return the topics that have a talk card, with the cards; one query.

    A parents' module stands beside the children's modules of the topic that it answers.
    """
    cards = [_card(*found) for found in catalogue.talk_cards(locale)]
    topics: list[CardTopic] = [
        {
            "topic": topic.value,
            "label": str(topic.label),
            "children": _cards_of(cards, topic, Track.CHILDREN),
            "parents": _cards_of(cards, topic, Track.PARENTS),
        }
        for topic in Topic
    ]
    return [topic for topic in topics if topic["children"] or topic["parents"]]


def _cards_of(cards: list[Card], topic: str, track: str) -> list[Card]:
    return [
        card
        for card in cards
        if card["lines"] and card["topic"] == topic and card["track"] == track
    ]


def _card(summary: StoredSummary, words: str) -> Card:
    band = summary["band"]
    return {
        "key": summary["key"],
        "title": summary["title"],
        "url": summary["url"],
        "track": summary["track"],
        "topic": summary["topic"],
        "band_label": str(Band(band).label) if band else "",
        "lines": [line for line in words.splitlines() if line.strip()],
    }
