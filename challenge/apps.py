from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _


class ChallengeConfig(AppConfig):
    name = "challenge"
    label = "challenge"
    verbose_name = _("The game")

    def ready(self) -> None:
        from challenge.accounts import signals as accounts
        from challenge.classrooms import signals as classrooms
        from challenge.credentials import signals as credentials
        from challenge.limits.proxies import check_proxies
        from challenge.progress import signals as progress

        checks.register(check_proxies, checks.Tags.security)
        # Progress goes first: it locks the learners that are erased.
        progress.connect()
        accounts.connect()
        classrooms.connect()
        credentials.connect()
