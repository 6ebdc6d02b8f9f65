"""The calls of an anonymous learner: start, look, choose, print a card, come back, go."""

from typing import Any, cast

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from drf_spectacular.utils import (
    extend_schema,
    extend_schema_field,
)
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from challenge.learners import recovery, services
from challenge.learners.authentication import LearnerAuthentication
from challenge.learners.avatars import AVATAR_PATTERN, AVATARS
from challenge.learners.models import Learner
from challenge.learners.throttles import NewLearnerThrottle
from challenge.limits.addresses import origin_of
from challenge.views import GameView
from cms.publications.payload import BANDS

# One wording whatever is wrong with a card, so that nobody learns how close a guess was.
WRONG_CARD = _("No one has this card. Check the eight signs and try once more.")


@extend_schema_field({"type": "string", "pattern": AVATAR_PATTERN})
class AvatarField(serializers.CharField):
    """One of the avatars."""


class ChoicesSerializer(serializers.Serializer):
    """What learners choose for themselves."""

    locale = serializers.ChoiceField(choices=settings.LANGUAGES)
    band = serializers.ChoiceField(choices=BANDS, required=False)
    avatar = AvatarField(
        required=False,
        allow_blank=True,
        help_text=(
            "An animal, one in a colour, or one under a hat as well: `dugong`,"
            " `dugong-teal` or `dugong-teal-cap`."
        ),
    )

    def validate_avatar(self, value: str) -> str:
        """Refuse what is not on the list: an avatar must never become a typed name."""
        if value not in AVATARS:
            raise serializers.ValidationError(
                _("There is no such avatar. Use one from the list."),
                code="invalid_choice",
            )
        return value


class TokenSerializer(serializers.Serializer):
    """A learner's public id and the token that its device keeps."""

    id = serializers.UUIDField()
    token = serializers.CharField()


class CardSerializer(serializers.Serializer):
    """A recovery card."""

    card = serializers.CharField()


class TypedCardField(serializers.CharField):
    """Any text at all: what cannot be a card is answered like every other wrong one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(allow_blank=True, **kwargs)
        self.validators.clear()


class TypedCardSerializer(serializers.Serializer):
    """A card as somebody typed it."""

    card = TypedCardField()


class LearnerView(GameView):
    """What the calls with a learner's token share."""

    authentication_classes = [LearnerAuthentication]
    permission_classes = [IsAuthenticated]

    def learner(self, request: Request) -> Learner:
        """Return the learner of the token; nobody else comes this far."""
        return cast(Learner, request.user)


class LearnersView(GameView):
    """Starts a learner."""

    throttle_classes = [NewLearnerThrottle]

    @extend_schema(
        operation_id="learners_create",
        request=ChoicesSerializer,
        responses={201: TokenSerializer},
        auth=[],
    )
    def post(self, request: Request) -> Response:
        """Start an anonymous learner; the token is shown this once."""
        choices = ChoicesSerializer(data=request.data)
        choices.is_valid(raise_exception=True)
        learner, token = services.create(**choices.validated_data)
        return Response({"id": learner.uid, "token": token}, status=201)


class CardView(LearnerView):
    """The learner's recovery card."""

    @extend_schema(
        operation_id="learners_me_recovery",
        request=None,
        responses={201: CardSerializer},
    )
    def post(self, request: Request) -> Response:
        """Return a new recovery card, shown this once; the former one stops working."""
        return Response({"card": services.give_card(self.learner(request))}, status=201)


class RecoverView(GameView):
    """Brings a learner back on another device."""

    is_limited = True

    @extend_schema(
        operation_id="learners_recover",
        request=TypedCardSerializer,
        responses=TokenSerializer,
        auth=[],
    )
    def post(self, request: Request) -> Response:
        """Return a new token for a card; case, spaces, dashes, I, L and O are forgiven."""
        serializer = TypedCardSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        card = serializer.validated_data["card"]
        found = recovery.recover(card, origin_of(request))
        if found is None:
            raise NotFound(WRONG_CARD)
        learner, token = found
        return Response({"id": learner.uid, "token": token})
