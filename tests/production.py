"""The settings of production, read anew beside those that tests run under."""

import importlib
import sys
from types import ModuleType

import pytest


def production_settings(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Return the module; nothing of it stays, though production changes what base made."""
    monkeypatch.setenv("SECRET_KEY", "k" * 50)
    monkeypatch.setenv("ALLOWED_HOSTS", "testserver")
    for name in ("base", "production"):
        monkeypatch.delitem(sys.modules, f"config.settings.{name}", raising=False)
    return importlib.import_module("config.settings.production")
