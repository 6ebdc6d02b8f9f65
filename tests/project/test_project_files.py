"""The files that tell people, and the host of the repository, how to take part."""

import json
import re
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
FORMS = sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml"))
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
HOOKS = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())["repos"][0][
    "hooks"
]


def test_there_is_a_form_for_each_kind_of_issue():
    names = {form.stem for form in FORMS}

    assert names == {"bug", "feature", "lesson", "translation", "config"}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
def test_a_form_can_be_filled_in(form):
    content = yaml.safe_load(form.read_text())
    if form.stem == "config":
        return
    assert content["name"]
    assert content["description"]
    ids = [part["id"] for part in content["body"] if part["type"] != "markdown"]
    assert len(ids) == len(set(ids))
    assert any(part.get("validations", {}).get("required") for part in content["body"])


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_runs_only_actions_pinned_to_a_commit(workflow):
    """A tag can be moved to other code; a commit cannot."""
    used = re.findall(r"uses: (\S+)(.*)", workflow.read_text())

    assert used
    for action, comment in used:
        assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", action), action
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", comment), action


def test_continuous_integration_runs_make_test_on_every_supported_python():
    jobs = yaml.safe_load((ROOT / ".github/workflows/test.yml").read_text())["jobs"]
    job = jobs["test"]

    assert job["strategy"]["matrix"]["python"] == ["3.11", "3.12", "3.13"]
    assert any("make test" in step.get("run", "") for step in job["steps"])


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_runs_what_make_check_runs(hook):
    checks = (ROOT / "deploy/testing.py").read_text()
    words = hook["entry"].split()

    if words[0] == "npm":
        package = json.loads((ROOT / "frontend/package.json").read_text())
        parts = re.findall(r"npm run (\S+)", package["scripts"][words[-1]])
        assert parts
        assert all(f'"{part}"], FRONTEND)' in checks for part in parts)
    else:
        assert words[0].startswith(".venv/bin/")
        assert f'binaries / "{Path(words[0]).name}"' in checks


def test_what_an_adopter_must_fill_in_is_marked():
    """Each file that promises a contact either names one or says that it is missing."""
    security = (ROOT / "SECURITY.md").read_text()
    vulnerability, safeguarding = security.split("## Report a safeguarding concern")

    for part in (vulnerability, safeguarding.split("## For operators")[0]):
        assert "[FILL IN" in part or re.search(r"[\w.]+@[\w.]+", part)


def test_the_version_is_the_newest_of_the_changelog():
    newest = re.search(
        r"^## (\d+\.\d+\.\d+)", (ROOT / "CHANGELOG.md").read_text(), re.M
    )
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    package = json.loads((ROOT / "frontend/package.json").read_text())

    assert newest
    assert project["version"] == package["version"] == newest[1]
