"""What becomes of an account: made, vouched for, let in, handed over, deleted."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from wagtail.users.models import UserProfile

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from challenge.accounts import hooks, sign_up
from challenge.accounts.models import User
from challenge.accounts.permissions import EDUCATORS
from challenge.learners.models import today
from challenge.storage.write_lock import write_lock


def welcome(user: User) -> None:
    """Note the language of whoever signed up; let them in if nobody has to approve it."""
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = translation.get_language() or settings.LANGUAGE_CODE
    profile.save(update_fields=["preferred_language"])
    if not sign_up.needs_approval():
        user.groups.add(_educators())


def was_made_by_hand(user: User) -> bool:
    """Return whether an administrator made the account, who then answers for its address."""
    return not EmailAddress.objects.filter(user=user).exists()


def vouch(user: User) -> None:
    """Take the address that an administrator gave as confirmed, and no other."""
    if not user.email:
        EmailAddress.objects.filter(user=user).delete()
        return
    others = EmailAddress.objects.filter(user=user).exclude(email__iexact=user.email)
    with transaction.atomic():
        others.delete()
        EmailAddress.objects.update_or_create(
            user=user,
            email=user.email.lower(),
            defaults={"verified": True, "primary": True},
        )


def waits_for_approval(user: User) -> bool:
    """Return whether an administrator still has to let this educator in."""
    return sign_up.needs_approval() and not user.groups.exists() and not user.is_staff


def ask_for_approval(user: User) -> None:
    """Tell the administrators, once, of an educator who has confirmed an address."""
    if not waits_for_approval(user) or user.is_superuser or user.last_login:
        return
    _educators()
    page = reverse("wagtailusers_users:edit", args=[user.pk])
    for person in User.objects.filter(is_superuser=True, is_active=True).exclude(
        email=""
    ):
        _send("approval_asked", person, {"email": user.email, "path": page})


def note_groups(user: User, groups: set[int]) -> None:
    """Tell an educator that an administrator has just put them into the right group."""
    if (
        sign_up.needs_approval()
        and Group.objects.filter(pk__in=groups, name=EDUCATORS).exists()
        and EmailAddress.objects.filter(user=user, verified=True).exists()
    ):
        _send("approval_given", user, {"path": reverse(settings.LOGIN_URL)})


def export(user: User) -> dict[str, object]:
    """Return everything kept about an educator, as JSON can hold it.

    Of children there is what the educator's own pages show: a seat's label and picture.
    """
    told: list[tuple[Any, Any]] = hooks.exporting.send(None, user=user)
    return {
        "made_on": today().isoformat(),
        "account": {
            "username": user.username,
            "first_name": user.first_name,
            "last_name": user.last_name,
            "joined": user.date_joined.isoformat(),
            "last_signed_in": user.last_login and user.last_login.isoformat(),
            "groups": sorted(user.groups.values_list("name", flat=True)),
            "language": UserProfile.get_for_user(user).preferred_language,
            "addresses": [
                {"address": email, "confirmed": verified}
                for email, verified in EmailAddress.objects.filter(user=user)
                .order_by("pk")
                .values_list("email", "verified")
            ]
            or [{"address": user.email, "confirmed": False}],
            "second_steps": [
                {"kind": kind, "added": added.isoformat()}
                for kind, added in Authenticator.objects.filter(user=user)
                .order_by("pk")
                .values_list("type", "created_at")
            ],
        },
    } | {name: part for _, parts in told for name, part in parts.items()}


def delete(user: User) -> None:
    """Delete an account, its classes, and the learners of their seats with all they did."""
    with write_lock():
        hooks.deleting.send(None, user=user)
        user.delete()


def _educators() -> Group:
    return Group.objects.get_or_create(name=EDUCATORS)[0]


def _send(name: str, person: User, words: dict[str, str]) -> None:
    site = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    language = UserProfile.get_for_user(person).preferred_language
    with translation.override(language or settings.LANGUAGE_CODE):
        context = words | {
            "product_name": settings.WAGTAIL_SITE_NAME,
            "url": site + words["path"],
        }
        subject = render_to_string(f"accounts/mail/{name}_subject.txt", context)
        body = render_to_string(f"accounts/mail/{name}.txt", context)
    EmailMessage(" ".join(subject.split()), body, to=[person.email]).send()
