"""Bring the local demo's database up to date and load what is missing, in one process."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
for name in ("DATABASE_LOCK_TIMEOUT", "DATABASE_STATEMENT_TIMEOUT"):
    os.environ.setdefault(name, "0")

import django

django.setup()

from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

executor = MigrationExecutor(connection)
is_upgrade = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
if is_upgrade:
    call_command("migrate", verbosity=0)
call_command("load_demo")
if is_upgrade:
    # What was published before is compiled as this release does it.
    try:
        call_command("publish_all")
    except CommandError as error:
        print(error, file=sys.stderr)
call_command("create_demo_users")
call_command("create_demo_class")
