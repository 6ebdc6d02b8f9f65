"""The WSGI application, and the one background task of a server that runs alone."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

application = get_wsgi_application()

from challenge.upkeep import worker  # noqa: E402 -- models exist only from here on

worker.start()
