"""Who may let out what is asked here; what the checks find is asked in tests/cms/review."""

import pytest

from cms.review import gate


@pytest.fixture(autouse=True)
def _checks_find_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "judge", lambda page, quiz=None: [])
