"""Who may let out what is asked here; what the checks find is asked in tests/cms/checks."""

import pytest

from cms.checks import gate


@pytest.fixture(autouse=True)
def _checks_find_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "judge", lambda page, quiz=None: [])
