"""Count what the test runners report, and close with the figures and what failed."""

import json
import re
import sys
import textwrap
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

# The signs that colour the words of a message in a terminal.
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
# As much of a failure's message as says what it was about.
REASON = 600


class Tally:
    """What passed and what failed, why, and how long it took, over all test runners."""

    def __init__(self) -> None:
        self.passed = 0
        self.failed = 0
        self.broken: list[str] = []
        self.seconds: dict[str, float] = {}
        self.tests: list[tuple[float, str]] = []
        self.reasons: list[tuple[str, str]] = []

    def add(self, name: str, passed: int, failed: int, status: int) -> None:
        """Count one runner's closing figures; a bad exit counts as a failure."""
        self.passed += passed
        self.failed += failed
        if status or failed or not passed:
            self.broken.append(name)
            self.failed += not failed
        print(f"› {name}: {passed} passed, {failed} failed", flush=True)

    def add_pytest(self, name: str, report: Path, status: int) -> None:
        """Count the tests in a report of pytest in JUnit's XML."""
        passed = failed = 0
        cases = ElementTree.parse(report).iter("testcase") if report.exists() else ()
        for case in cases:
            test = f"{name} {case.get('classname')}::{case.get('name')}"
            self.tests.append((float(case.get("time", 0)), test))
            outcomes = {child.tag: child for child in case}
            passed += not outcomes.keys() & {"failure", "error", "skipped"}
            failed += bool(outcomes.keys() & {"failure", "error"})
            for outcome in outcomes.keys() & {"failure", "error"}:
                self.reasons.append((test, outcomes[outcome].get("message", "")))
        self.add(name, passed, failed, status)

    def add_vitest(self, report: Path, status: int) -> None:
        """Count the tests in a report of Vitest in JSON."""
        figures = read_json(report)
        for file in figures.get("testResults", ()):
            for case in file["assertionResults"]:
                if messages := case.get("failureMessages"):
                    self.reasons.append((f"vitest {case['fullName']}", messages[0]))
        passed = figures.get("numPassedTests", 0)
        self.add("vitest", passed, figures.get("numFailedTests", 0), status)

    def add_playwright(self, report: Path, status: int) -> None:
        """Count the tests in a report of Playwright in JSON."""
        figures = read_json(report)
        for test, results in playwright_tests(figures):
            seconds = sum(result["duration"] for result in results) / 1000
            self.tests.append((seconds, test))
            for error in results[-1].get("errors", ()):
                self.reasons.append((test, error.get("message", "")))
        stats = figures.get("stats", {})
        failed = stats.get("unexpected", 0) + stats.get("flaky", 0)
        self.add("browser", stats.get("expected", 0), failed, status)

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Measure the seconds that a part of the run takes."""
        started = time.monotonic()
        yield
        self.seconds[name] = time.monotonic() - started

    def close(self) -> NoReturn:
        """Print the figures, what failed, and the line that counts; end with its status."""
        for name, seconds in self.seconds.items():
            print(f"› {seconds:6.0f} s  {name}")
        print(f"› {sum(self.seconds.values()):6.0f} s  in all")
        for seconds, test in sorted(self.tests, reverse=True)[:10]:
            print(f"› {seconds:6.1f} s  {test}")
        for test, reason in self.reasons:
            print(f"› FAILED  {test}")
            print(textwrap.indent(COLOURS.sub("", reason)[:REASON], "    "))
        if self.broken:
            print(f"› not green: {', '.join(self.broken)}")
        print(f"{self.passed} passed, {self.failed} failed", flush=True)
        sys.exit(bool(self.broken))


def read_json(report: Path) -> dict[str, Any]:
    """Return what a runner wrote, or nothing when it ended before it could."""
    return json.loads(report.read_text()) if report.exists() else {}


def playwright_tests(suite: dict[str, Any]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return name and results of each test in a Playwright report or a suite of one."""
    found = []
    for spec in suite.get("specs", ()):
        results = [result for test in spec["tests"] for result in test["results"]]
        name = f"browser {spec['file']}:{spec['line']}: {spec['title']}"
        found.append((name, results))
    for inner in suite.get("suites", ()):
        found += playwright_tests(inner)
    return found
