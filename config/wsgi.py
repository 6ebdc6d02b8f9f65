"""The WSGI application, and the one background task of a server that runs alone."""

import os

from django.core.wsgi import get_wsgi_application

from config.threads import enlarge_stacks

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

enlarge_stacks()
application = get_wsgi_application()

from challenge.upkeep import worker  # noqa: E402 -- models exist only from here on

worker.start()
