"""``.env.example`` names every variable that the settings read, with its default."""

import ast
import re
import shlex
from pathlib import Path
from typing import Any

from config.settings import base

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / ".env.example").read_text()
ENTRY = re.compile(r"^#([A-Z][A-Z0-9_]*)=(.*)$", re.MULTILINE)
# Read by Django and by deploy/local.py, which is no part of the settings.
OF_THE_SERVER = {
    "DJANGO_SETTINGS_MODULE": "config.settings.dev",
    "HOST": "127.0.0.1",
    "PORT": "8000",
    "WORKERS": "2",
    "THREADS": "4",
}


def written(value: Any) -> str:
    """Return a default as an operator would write it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return ",".join(value)
    return str(value).replace(f"{base.DATA_DIR}/", "data/").replace(f"{ROOT}/", "")


def defaults_read() -> dict[str, str]:
    """Return the variables that the settings read, each with its default."""
    found = {}
    for path in (ROOT / "config/settings").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if not (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "env"
            ):
                continue
            name = ast.literal_eval(node.args[0])
            default = next(key.value for key in node.keywords if key.arg == "default")
            code = compile(ast.Expression(default), str(path), "eval")
            found[name] = written(eval(code, vars(base)))
    return found


def test_it_lists_what_the_settings_read_and_nothing_else():
    names = [name for name, _value in ENTRY.findall(TEXT)]

    assert len(names) == len(set(names))
    assert set(names) == set(defaults_read()) | set(OF_THE_SERVER)


def test_the_defaults_are_those_of_the_code():
    listed = {name: "".join(shlex.split(value)) for name, value in ENTRY.findall(TEXT)}

    assert listed == defaults_read() | OF_THE_SERVER


def test_the_server_s_defaults_are_those_of_make_run():
    code = (ROOT / "deploy/local.py").read_text()
    read = dict(re.findall(r'os\.environ\.get\("(\w+)", "([^"]*)"\)', code))

    assert read == {
        name: value
        for name, value in OF_THE_SERVER.items()
        if name != "DJANGO_SETTINGS_MODULE"
    }
    assert (
        f'"DJANGO_SETTINGS_MODULE": "{OF_THE_SERVER["DJANGO_SETTINGS_MODULE"]}"' in code
    )


def test_each_variable_is_explained():
    blocks = TEXT.strip().split("\n\n")[1:]

    assert len(blocks) > 20
    for block in blocks:
        assert block.startswith("# "), block
        assert ENTRY.search(block), block
