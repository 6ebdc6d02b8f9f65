from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    name = "cms"
    label = "cms"
    verbose_name = _("Authoring")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.permissions import register_permission_policy

        from cms.editorial import signals as review_signals
        from cms.helplines.models import Helpline
        from cms.publish_rights.permissions import CountryPolicy
        from cms.publishing import signals
        from cms.translation import signals as translation_signals

        signals.connect()
        translation_signals.connect()
        review_signals.connect(self)
        register_permission_policy(Helpline, CountryPolicy(Helpline))
