"""A chat's map as its template draws it: boxes and lines, mirrored for right to left."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.translation import get_language_bidi, gettext, ngettext

from cms.branch_map.layout import HEIGHT, WIDTH, Layout, Line, Spot, lay_out
from cms.branch_map.reading import Chat, Part


@dataclass(frozen=True, slots=True)
class Box:
    """A node of the drawing; without a ``part`` it is where a way gets lost."""

    x: int
    y: int
    label: str
    part: Part | None = None


@dataclass(frozen=True)
class Drawing:
    """The map of one chat. ``number`` tells the drawings of a page apart."""

    number: int
    chat: Chat
    layout: Layout
    is_mirrored: bool

    @property
    def boxes(self) -> list[Box]:
        """Return the nodes in the author's order, then the ends where ways get lost."""
        parts = self.chat.parts
        spots = self.layout.spots
        return [
            *(
                Box(self._x(spot), spot.y, part.label, part)
                for spot, part in zip(spots, parts, strict=False)
            ),
            *(
                Box(self._x(spot), spot.y, _lost_label(name))
                for spot, name in zip(spots[len(parts) :], self.chat.lost, strict=True)
            ),
        ]

    @property
    def lines(self) -> Sequence[Line]:
        """Return the lines, as they run from left to right."""
        return self.layout.lines

    @property
    def box_size(self) -> tuple[int, int]:
        """Return width and height of a box in pixels."""
        return WIDTH, HEIGHT

    @cached_property
    def summary(self) -> str:
        """Say in words what there is, such as "9 nodes, 3 endings, 1 node to mend"."""
        chat = self.chat
        count = len(chat.parts)
        parts = [
            ngettext("%(count)d node", "%(count)d nodes", count) % {"count": count},
            ngettext("%(count)d ending", "%(count)d endings", chat.endings)
            % {"count": chat.endings},
        ]
        if chat.to_mend:
            parts.append(
                ngettext(
                    "%(count)d node to mend", "%(count)d nodes to mend", chat.to_mend
                )
                % {"count": chat.to_mend}
            )
        return " · ".join(parts)

    def _x(self, spot: Spot) -> int:
        return self.layout.width - spot.x - WIDTH if self.is_mirrored else spot.x


def draw(chats: Sequence[Chat]) -> list[Drawing]:
    """Draw each chat, from right to left where the editor's language is written so."""
    return [
        Drawing(
            number=number,
            chat=chat,
            layout=lay_out([*chat.targets, *(() for _name in chat.lost)]),
            is_mirrored=get_language_bidi(),
        )
        for number, chat in enumerate(chats, 1)
    ]


def _lost_label(name: str) -> str:
    if not name:
        return gettext("Nowhere yet")
    return gettext("There is no “%(name)s”") % {"name": name}
