"""What `make test` prints last: the count, and for each failed test its reason."""

import json
from pathlib import Path

import pytest

from deploy.tally import Tally


def closing(tally, capsys) -> tuple[list[str], int]:
    """Return the closing lines of a run, and its exit status."""
    capsys.readouterr()
    with pytest.raises(SystemExit) as end:
        tally.close()
    return capsys.readouterr().out.splitlines(), end.value.code


def test_a_green_run_closes_with_its_count(capsys):
    tally = Tally()
    tally.add("checks", 12, 0, 0)
    lines, status = closing(tally, capsys)
    assert lines[-1] == "12 passed, 0 failed"
    assert status == 0


@pytest.mark.parametrize("element", ["failure", "error"])
def test_a_failed_python_test_is_named_with_its_reason(tmp_path, capsys, element):
    report = tmp_path / "report.xml"
    report.write_text(
        f"""<testsuites><testsuite>
        <testcase classname="tests.a" name="test_good" time="1.5"/>
        <testcase classname="tests.a" name="test_left_out" time="0"><skipped/></testcase>
        <testcase classname="tests.a" name="test_bad" time="0.5">
          <{element} message="assert 1 == 2">a long trace</{element}></testcase>
        </testsuite></testsuites>"""
    )
    tally = Tally()
    tally.add_pytest("pytest on SQLite", report, 1)
    lines, status = closing(tally, capsys)
    assert status == 1
    assert lines[-1] == "1 passed, 1 failed"
    assert lines[-2] == "› not green: pytest on SQLite"
    assert lines[-4] == "› FAILED  pytest on SQLite tests.a::test_bad"
    assert lines[-3].strip() == "assert 1 == 2"


def test_a_failed_browser_test_is_named_without_colours(tmp_path, capsys):
    def spec(line: int, *results: dict) -> dict:
        return {
            "file": "play.spec.ts",
            "line": line,
            "title": f"test of line {line}",
            "tests": [{"results": list(results)}],
        }

    bad = {"duration": 900, "errors": [{"message": "\x1b[31mnot seen\x1b[39m"}]}
    inner = {"specs": [spec(7, bad)]}
    good = spec(3, {"duration": 1200, "errors": []})
    stats = {"expected": 1, "unexpected": 1, "flaky": 0}
    report = tmp_path / "report.json"
    report.write_text(
        json.dumps({"suites": [{"specs": [good], "suites": [inner]}], "stats": stats})
    )
    tally = Tally()
    tally.add_playwright(report, 1)
    lines, _ = closing(tally, capsys)
    assert "› FAILED  browser play.spec.ts:7: test of line 7" in lines
    assert "    not seen" in lines
    assert lines[-1] == "1 passed, 1 failed"


def test_a_failed_front_end_test_is_named_with_its_reason(tmp_path, capsys):
    report = tmp_path / "report.json"
    cases = [
        {"fullName": "outbox keeps an answer", "failureMessages": []},
        {"fullName": "outbox sends it once", "failureMessages": ["expected 1, got 2"]},
    ]
    figures = {"numPassedTests": 1, "numFailedTests": 1}
    report.write_text(
        json.dumps(figures | {"testResults": [{"assertionResults": cases}]})
    )
    tally = Tally()
    tally.add_vitest(report, 1)
    lines, _ = closing(tally, capsys)
    assert lines[-4] == "› FAILED  vitest outbox sends it once"
    assert lines[-3].strip() == "expected 1, got 2"
    assert lines[-1] == "1 passed, 1 failed"


def test_a_test_that_passes_only_the_second_time_has_failed(tmp_path, capsys):
    report = tmp_path / "report.json"
    stats = {"expected": 4, "unexpected": 0, "flaky": 1}
    report.write_text(json.dumps({"suites": [], "stats": stats}))
    tally = Tally()
    tally.add_playwright(report, 0)
    lines, status = closing(tally, capsys)
    assert (lines[-1], status) == ("4 passed, 1 failed", 1)


@pytest.mark.parametrize("add", ["add_pytest", "add_vitest", "add_playwright"])
def test_a_runner_that_left_no_report_is_not_green(tmp_path, capsys, add):
    tally = Tally()
    arguments = ["pytest"] if add == "add_pytest" else []
    getattr(tally, add)(*arguments, Path(tmp_path / "missing"), 0)
    lines, status = closing(tally, capsys)
    assert (lines[-1], status) == ("0 passed, 1 failed", 1)
