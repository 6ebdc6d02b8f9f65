"""Imports in the background, where the site has a worker for tasks."""

from django.utils import translation

from django_tasks import task

from cms.packs import services
from cms.packs.models import PackImport


@task()
def carry_out(pk: str, language: str) -> None:
    """Do the import ``pk``, and report in the importer's language."""
    with translation.override(language):
        services.carry_out(PackImport.objects.get(pk=pk))
