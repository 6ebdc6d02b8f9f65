"""The local demo and development: one SQLite file, no other service, made-up log-ins."""

import os
import secrets

from .base import *  # noqa: F403
from .base import DATA_DIR, env

DEMO = True
KITCHEN_SINK = True
DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = ["*"]
HELPLINES_SHOW_UNVERIFIED = True
DATA_DIR.mkdir(parents=True, exist_ok=True)
EMAIL_BACKEND = "config.mail.KeptAndShown"
EMAIL_FILE_PATH = DATA_DIR / "mail"


def _own_secret_key() -> str:
    """Read this machine's key, made on the first run and readable by its owner only."""
    path = DATA_DIR / "secret_key"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(50))
    return path.read_text()


SECRET_KEY = env.str("SECRET_KEY", default="") or _own_secret_key()
