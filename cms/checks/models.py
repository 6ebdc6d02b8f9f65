"""What people decide about the checks: reasons for warnings, and words to look for."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail.models import Locale

from cms.checks.findings import Level
from cms.checks.wordlists import (
    AUDIENCES,
    Change,
    PhraseError,
    check_phrase,
    is_shipped,
    simple,
)


class Reason(models.Model):
    """Why a warning about a module may stand, in an editor's words.

    ``mark`` is a digest of the rule, the place and what stands there (see
    ``cms.checks.marks``): once the text changes, nothing matches the reason any more.
    ``rule``, ``place`` and ``message`` are kept for whoever reads it later.
    """

    page = models.ForeignKey(
        "cms.ModulePage",
        verbose_name=_("module"),
        on_delete=models.CASCADE,
        related_name="reasons",
    )
    mark = models.CharField(_("mark"), max_length=64)
    rule = models.CharField(_("rule"), max_length=40)
    place = models.TextField(_("place"))
    message = models.TextField(_("warning"))
    words = models.TextField(_("reason"), max_length=500)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("given by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    given_on = models.DateTimeField(_("given on"), auto_now=True)

    # A reason is no use of the module that an editor would look for.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("reason for a warning")
        verbose_name_plural = _("reasons for warnings")
        constraints = [
            models.UniqueConstraint(fields=["page", "mark"], name="one_reason_a_mark")
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.words}"


class WordRule(models.TextChoices):
    """The rules that look for words, as a safeguarding lead sees them."""

    BLAME = "words.blame", _("Blame")
    FEAR = "words.fear", _("Fear")
    DEVICE = "words.device", _("Taking the device away")
    BRAND = "words.brand", _("Brands")
    BODY = "words.body", _("Bodies and sexual detail")
    GROOMING = "words.grooming", _("Grooming, named")
    EXTORTION = "words.extortion", _("Extortion, named")
    PROOF = "words.proof", _("Deleting proof, paying")
    HARM = "words.harm", _("Self-harm and ways to do it")
    ASKING = "words.asking", _("Asking what happened to somebody")
    STRANGER = "words.stranger", _("Stranger danger")
    LAW = "words.law", _("What the law says")
    PRAISE = "words.praise", _("Praise for the child instead of the act")
    VERDICT = "words.verdict", _("Verdicts")


class ListedPhrase(models.Model):
    """A phrase that the checks look for beside the shipped lists, or no longer do.

    The shipped lists (``words/<language>.toml``) stay the base and come with every
    upgrade; what stands here is laid over them.
    """

    class Deed(models.TextChoices):
        """What becomes of the phrase."""

        ADD = "add", _("Look for it, too")
        REMOVE = "remove", _("Do not look for it any more")

    class Where(models.TextChoices):
        """Whose words are looked at."""

        OURS = "ours", _("Only what the module itself says")
        EVERYWHERE = "everywhere", _("Everywhere, also what characters say")

    locale = models.ForeignKey(
        Locale,
        verbose_name=_("language"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    rule = models.CharField(_("rule"), max_length=40, choices=WordRule)
    deed = models.CharField(
        _("what to do"), max_length=8, choices=Deed, default=Deed.ADD
    )
    phrase = models.CharField(
        _("phrase"),
        max_length=120,
        help_text=_(
            "A word or a few. “/” between words means any of them (phone/tablet), “*” at "
            "the end of a word any letters (groom*), “...” up to three words in between "
            "(take ... phone). Capitals and Arabic vowel signs do not count."
        ),
    )
    level = models.CharField(
        _("weight"),
        max_length=8,
        choices=[(level.value, level.label) for level in Level],
        default=Level.WARNING.value,
        help_text=_("An error must be mended; a warning needs a reason to stand."),
    )
    audience = models.CharField(
        _("in modules for"),
        max_length=12,
        choices=[(name, label) for name, (label, _bands) in AUDIENCES.items()],
        default="all",
    )
    where = models.CharField(
        _("where"), max_length=12, choices=Where, default=Where.OURS
    )
    unless = models.BooleanField(
        _("a “not” before it takes it back"),
        default=True,
        help_text=_("“It is not your fault” is fine then."),
    )
    note = models.CharField(
        _("why"),
        max_length=250,
        help_text=_("For your colleagues: who asked for it, and why."),
    )

    class Meta:
        verbose_name = _("word to look for")
        verbose_name_plural = _("words to look for")
        ordering = ["locale", "rule", "phrase"]
        constraints = [
            models.UniqueConstraint(
                fields=["locale", "rule", "phrase"], name="unique_listed_phrase"
            )
        ]

    def __str__(self) -> str:
        return self.phrase

    def clean(self) -> None:
        """Refuse a phrase that cannot be looked for, or that is no part of a shipped list.

        Raises:
            ValidationError: at ``phrase``, saying what is wrong with it.
        """
        super().clean()
        self.phrase = " ".join(self.phrase.split())
        if self.locale_id is None or not self.phrase:
            return
        language = self.locale.language_code
        if self.deed == self.Deed.ADD:
            try:
                check_phrase(self.phrase)
            except PhraseError as error:
                raise ValidationError({"phrase": str(error)}) from error
        elif not is_shipped(language, self.rule, self.phrase):
            raise ValidationError(
                {
                    "phrase": gettext(
                        "The shipped list of this rule and language has no such phrase. "
                        "Copy it from the lists below, with its “/” and “*”."
                    )
                }
            )

    @property
    def change(self) -> Change:
        """Return it as the word lists take it."""
        return Change(
            rule=self.rule,
            phrase=simple(self.phrase),
            is_removed=self.deed == self.Deed.REMOVE,
            level=Level(self.level),
            bands=AUDIENCES[self.audience][1],
            where="everywhere" if self.where == self.Where.EVERYWHERE else "ours",
            unless=self.unless,
        )
