"""What happens to a learner from the first visit to being forgotten."""

from collections.abc import Sequence
from contextlib import suppress

from django.db import IntegrityError, OperationalError, transaction

from challenge.learners import hooks
from challenge.learners.cards import card_digests, new_card
from challenge.learners.models import Learner, today
from challenge.learners.tokens import new_token, token_digests
from challenge.storage import reserve
from challenge.storage.write_lock import write_lock

# With more, limits on guessing are at their strictest anyway.
_MOST_CARDS = 1_000_000


def create(*, locale: str, band: str = "", avatar: str = "") -> tuple[Learner, str]:
    """Store a new learner and give it with its token, which is kept nowhere else."""
    token = new_token()
    with write_lock():
        learner = Learner.objects.create(
            token_digest=token_digests(token)[0],
            locale=locale,
            band=band,
            avatar=avatar,
        )
    return learner, token


def find_by_token(digests: Sequence[str]) -> Learner | None:
    """Return the learner with one of ``digests``, noting that it was seen today.

    One found by a former key's digest is stored under the current key, so that the
    former key can be dropped later.
    """
    learner = Learner.objects.filter(token_digest__in=digests).first()
    if learner is None:
        return None
    changed: dict[str, object] = {}
    if learner.token_digest != digests[0]:
        changed["token_digest"] = digests[0]
    # A day is never set back, whatever the clock says.
    if learner.seen_on < today():
        changed["seen_on"] = today()
    if changed:
        # A full disk must not keep anybody from reading, nor from being forgotten.
        with suppress(OperationalError), write_lock():
            Learner.objects.filter(pk=learner.pk).update(**changed)
    return learner


def update(learner: Learner, changes: dict[str, str]) -> None:
    """Store the learner's own choices: ``locale``, ``band``, ``avatar``."""
    for name, value in changes.items():
        setattr(learner, name, value)
    update_by_id(learner.pk, changes)


def update_by_id(learner_id: int, changes: dict[str, str]) -> None:
    """Store ``locale``, ``band`` or ``avatar`` of a learner, if it is still there."""
    if changes:
        with write_lock():
            Learner.objects.filter(pk=learner_id).update(**changes)


def give_card(learner: Learner) -> str:
    """Return a new recovery card; the former one stops working."""
    while True:
        card = new_card()
        try:
            with write_lock(), transaction.atomic():
                Learner.objects.filter(pk=learner.pk).update(
                    recovery_digest=card_digests(card)[0]
                )
        except IntegrityError:
            # Someone else's card: one chance in 2 ** 40 for each card given so far.
            continue
        return card


def count_cards() -> int:
    """Return how many learners have a recovery card; a million at most are counted."""
    return Learner.objects.exclude(recovery_digest="")[:_MOST_CARDS].count()


def recover(card: str) -> tuple[Learner, str] | None:
    """Return the learner of a card and a new token, or ``None`` for any wrong card.

    The new token replaces the old one: a lost device can no longer play as the learner.
    """
    digests = card_digests(card)
    if not digests:
        return None
    with write_lock():
        learner = (
            Learner.objects.select_for_update()
            .filter(recovery_digest__in=digests)
            .first()
        )
        if learner is None:
            return None
        learner.recovery_digest = digests[0]
        learner.save(update_fields=["recovery_digest"])
        return _with_new_token(learner)


def renew_token(learner_id: int) -> tuple[Learner, str] | None:
    """Give a learner a new token, which replaces the old one; ``None`` if there is none."""
    with write_lock():
        learner = Learner.objects.select_for_update().filter(pk=learner_id).first()
        return _with_new_token(learner) if learner else None


def forget(learner_ids: Sequence[int]) -> None:
    """Erase learners with everything that was ever recorded about them, at once.

    A seat that one of them had in a class is free again. On a full disk of SQLite's this
    uses the room that ``challenge.storage.reserve`` holds back.
    """
    reserve.with_room(lambda: _erase(learner_ids))


def _erase(learner_ids: Sequence[int]) -> None:
    with write_lock():
        hooks.erasing.send(None, learner_ids=learner_ids)
        Learner.objects.filter(pk__in=learner_ids).delete()


def _with_new_token(learner: Learner) -> tuple[Learner, str]:
    """Return a locked learner and a new token of theirs."""
    hooks.renewing_token.send(None, learner=learner)
    token = new_token()
    learner.token_digest = token_digests(token)[0]
    learner.seen_on = max(learner.seen_on, today())
    learner.save(update_fields=["token_digest", "seen_on"])
    return learner, token
