"""The local demo, and Wagtail's own API beside ours for comparison; the benchmark only."""

from config.settings.dev import *  # noqa: F403
from config.settings.dev import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "wagtail.api.v2"]
ROOT_URLCONF = "tests.load.urls"
