"""What pytest runs under: nothing kept, nothing slow on purpose."""

import atexit
import shutil
import tempfile
from pathlib import Path

from .base import *  # noqa: F403
from .base import DATABASES

SECRET_KEY = "tests only"  # noqa: S105
ALLOWED_HOSTS = ["*"]
DATA_DIR = Path(tempfile.mkdtemp(prefix="cop-tests-"))
atexit.register(shutil.rmtree, DATA_DIR, ignore_errors=True)
MEDIA_ROOT = DATA_DIR / "media"
STATICFILES_DIRS = []
WHITENOISE_AUTOREFRESH = True
CONTENT_TTL_SECONDS = 0
# Else a test that counts queries would sometimes count the one that asks for them.
LANGUAGES_TTL_SECONDS = 86_400
COUNTED_DAY_TTL_SECONDS = 86_400
RUN_ROLLUPS = False
KITCHEN_SINK = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["NAME"] = DATA_DIR / "db.sqlite3"
else:
    # Test databases are made and dropped per worker; a pool would hold them open.
    DATABASES["default"]["OPTIONS"] = {}
