"""The closed lists that content is tagged with.

Sources: CO:RE 4Cs (risk, risk kind), UKCIS Education for a Connected World 2020
(strand), ITU Child Online Protection guidelines 2020 (audience), DigComp 2.2.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Track(models.TextChoices):
    """Whom a track is for."""

    CHILDREN = "children", _("Children")
    PARENTS = "parents", _("Parents and carers")
    EDUCATORS = "educators", _("Educators")


class Band(models.TextChoices):
    """The age bands of children; adults have none."""

    B0507 = "5-7", _("5–7 years")
    B0810 = "8-10", _("8–10 years")
    B1113 = "11-13", _("11–13 years")
    B1417 = "14-17", _("14–17 years")


class Topic(models.TextChoices):
    """The twelve islands; an adults’ module has the topic of the child module it answers."""

    T1 = "t1", _("My information")
    T2 = "t2", _("Passwords and locks")
    T3 = "t3", _("Kindness and bullying")
    T4 = "t4", _("Friends and contact")
    T5 = "t5", _("Tricks and scams")
    T6 = "t6", _("True, false and AI")
    T7 = "t7", _("Upsetting things")
    T8 = "t8", _("Photos and footprint")
    T9 = "t9", _("Pictures, consent and pressure")
    T10 = "t10", _("Games, money and persuasion")
    T11 = "t11", _("Balance and self-image")
    T12 = "t12", _("Getting help and rights")


class Risk(models.TextChoices):
    """The four Cs of risk (CO:RE)."""

    CONTENT = "content", _("Content: what a child may see")
    CONTACT = "contact", _("Contact: who may reach a child")
    CONDUCT = "conduct", _("Conduct: what children do to each other")
    CONTRACT = "contract", _("Contract: what a child may be drawn into")


class RiskKind(models.TextChoices):
    """What kind of risk it is (CO:RE)."""

    AGGRESSIVE = "aggressive", _("Aggressive")
    SEXUAL = "sexual", _("Sexual")
    VALUES = "values", _("Values")
    CROSS = "cross", _("Cross-cutting: privacy, health, fair treatment")


class Strand(models.TextChoices):
    """The strands of Education for a Connected World."""

    SELF_IMAGE = "self-image", _("Self-image and identity")
    RELATIONSHIPS = "relationships", _("Online relationships")
    REPUTATION = "reputation", _("Online reputation")
    BULLYING = "bullying", _("Online bullying")
    INFORMATION = "information", _("Managing online information")
    WELLBEING = "wellbeing", _("Health, wellbeing and lifestyle")
    PRIVACY = "privacy", _("Privacy and security")
    COPYRIGHT = "copyright", _("Copyright and ownership")


class ItuBand(models.TextChoices):
    """The audiences of the ITU guidelines."""

    UNDER_9 = "under-9", _("Under 9")
    FROM_9 = "9-12", _("9–12")
    FROM_13 = "13-18", _("13–18")
    ADULTS = "adults", _("Adults")


class Sensitivity(models.IntegerChoices):
    """How heavily a module may weigh on a child."""

    NONE = 0, _("0 – everyday")
    LOW = 1, _("1 – may worry a few")
    HIGH = 2, _("2 – may touch what a child lives through")
    HIGHEST = 3, _("3 – only with a helper near")


def dress_for(track: str, band: str) -> str:
    """Name the dress of a page: young (5–7), standard (8–13) or grown (14 and up)."""
    if track != Track.CHILDREN or band == Band.B1417:
        return "grown"
    return "young" if band == Band.B0507 else "standard"
