"""What is printed for a class: picture cards with the educator's list, poster, certificates."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from challenge.classrooms import certifying, names
from challenge.classrooms.educator_pages import forms, showing
from challenge.classrooms.educator_pages.joining import address_of
from challenge.classrooms.educator_pages.qr import square_of
from challenge.classrooms.page_access import ClassMixin
from cms.choices import Band
from cms.languages import page_locale


class PaperView(ClassMixin, TemplateView):
    """A page made for paper, whose sheets speak the language of the class."""

    http_method_names = ["get", "head"]

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        """Add ``play_name`` as pupils read it, and ``where``: the address to type."""
        room = self.classroom
        return super().get_context_data(
            play_name=names.play_name(room.play_name, room.locale),
            where=address_of(room, self.request)[1],
            **kwargs,
        )


# The cards are the children's keys: no browser keeps the page.
@method_decorator(never_cache, name="dispatch")
class CardsView(PaperView):
    """The cards of all seats, or of the one that ``?seat=`` names."""

    template_name = "educator_pages/cards.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        """Add ``seats_shown`` in the class's language, ``listed`` in the page's, ``only``."""
        room, only = self.classroom, self.request.GET.get("seat", "")
        with override(room.locale):
            cards = showing.seats_shown(room, room.locale)
        listed = [] if only else showing.seats_shown(room, page_locale())
        if only:
            cards = [card for card in cards if card.uid == _uid(only)]
            if not cards:
                raise Http404
        return super().get_context_data(
            seats_shown=cards, listed=listed, only=only, **kwargs
        )


class PosterView(PaperView):
    """The poster for the wall: name, square code, address and code of the class."""

    template_name = "educator_pages/poster.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        """Add ``qr``."""
        scanned = address_of(self.classroom, self.request)[0]
        return super().get_context_data(qr=square_of(scanned), **kwargs)


class CertificatesView(PaperView):
    """Certificates to hand out, whose names are written by hand; see ``certifying``."""

    template_name = "educator_pages/certificates.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        """Add ``form``, the ``sheets`` it asks for, and what the page says beside them."""
        room = self.classroom
        sets = certifying.sets_of(room, page_locale())
        form = forms.CertificatesForm(
            self.request.GET,
            modules=[(each.key, each.label) for each in sets],
            ticked=[each.key for each in sets if each.finished],
        )
        asked = form.cleaned_data if form.is_valid() else {}
        chosen = [each for each in sets if each.key in asked.get("modules", ())]
        sheets = [
            sheet
            for each in chosen
            for sheet in each.sheets(
                for_all=asked["number"] == form.ALL, with_seats=asked["seats"]
            )
        ]
        with override(room.locale):
            verify = self.request.build_absolute_uri(reverse("rewards:verify_any"))
        return super().get_context_data(
            form=form,
            sets=sets,
            sheets=sheets,
            has_sensitive=any(each.is_sensitive for each in chosen),
            is_half=asked.get("paper") == form.HALF,
            is_plain=room.band == Band.B1417,
            verify=verify.partition("://")[2],
            **kwargs,
        )


def _uid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
