"""The ASGI application, for hosts that ask for one, and its background work."""

import os

from django.core.asgi import get_asgi_application

from config.threads import enlarge_stacks

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

enlarge_stacks()
application = get_asgi_application()

from challenge.upkeep import worker  # noqa: E402 -- models exist only from here on

worker.start()
