"""A step on the way in."""

from django.http import HttpResponseBase

from allauth.account.stages import EmailVerificationStage

from challenge.accounts import services


class AddressStage(EmailVerificationStage):
    """allauth's wait for a confirmed address, which an administrator's word replaces."""

    def handle(self) -> tuple[HttpResponseBase | None, bool]:
        """Let whoever was made by an administrator pass, with or without an address."""
        if self.login.user and services.was_made_by_hand(self.login.user):
            services.vouch(self.login.user)
            return None, True
        response, goes_on = super().handle()
        return response, goes_on
