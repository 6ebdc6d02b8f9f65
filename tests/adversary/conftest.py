"""Figures that attacks record, printed at the end of a run."""

from collections.abc import Callable

import pytest

FIGURE = "figure"


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Callable[..., None]:
    """Record a measured figure: ``figure("answers kept", "100 %")``."""

    def record(name: str, value: object) -> None:
        record_property(FIGURE, f"{name}: {value}")

    return record


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the figures of every test, whichever worker ran it."""
    rows = [
        (report.nodeid, text)
        for reports in terminalreporter.stats.values()
        for report in reports
        if isinstance(report, pytest.TestReport) and report.when == "call"
        for name, text in report.user_properties
        if name == FIGURE
    ]
    if rows:
        terminalreporter.section("adversary")
    for nodeid, text in sorted(rows):
        terminalreporter.write_line(f"{nodeid.rpartition('/')[2]}  {text}")
