#!/usr/bin/env python
"""Run Django's commands; `make run` and `make test` use it too."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    # Nobody waits for a page: a migration or an import may take as long as it likes.
    for name in ("DATABASE_LOCK_TIMEOUT", "DATABASE_STATEMENT_TIMEOUT"):
        os.environ.setdefault(name, "0")
    execute_from_command_line(sys.argv)
