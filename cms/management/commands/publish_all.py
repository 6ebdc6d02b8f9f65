"""``manage.py publish_all``: compile every module again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.pages.module import ModulePage
from cms.publishing import services


class Command(BaseCommand):
    """Compile every module again."""

    help = (
        "Brings what players get in line with the pages: after an update of this "
        "software, or when pages were changed behind Wagtail's back. Content that has "
        "not changed keeps its version."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Refresh all modules.

        Raises:
            CommandError: naming the modules that could not be compiled.
        """
        faults = []
        published = 0
        for page in ModulePage.objects.order_by("path").values("pk", "key", "title"):
            try:
                published += services.refresh(page["pk"]) is not None
            except Exception as error:  # noqa: BLE001 -- each is reported below
                faults.append(f"{page['key']} ({page['title']}): {error}")
        self.stdout.write(f"{published} modules are published.")
        if faults:
            raise CommandError("\n".join(["Not compiled:", *faults]))
