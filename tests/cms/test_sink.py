"""The kitchen sink, where a designer looks at every kind."""

import json
import re

from django.test import Client

import pytest

from cms.demo.loader import FOLDER
from cms.sink import BANDS, CHECKS, STATES
from quizzes import examples
from quizzes.kinds import KINDS

pytestmark = pytest.mark.django_db

PAYLOAD = re.compile(r'<script id="payload" type="application/json">(.*?)</script>')


def shown(client: Client, **query: str) -> list[dict]:
    response = client.get("/en/kitchen-sink/", query)
    assert response.status_code == 200
    return json.loads(PAYLOAD.search(response.content.decode()).group(1))


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("state", STATES)
def test_every_state_shows_every_kind_that_has_it(client, state, language):
    wanted = [k for k in KINDS.values() if k.checkable or state not in CHECKS]
    response = client.get(f"/{language}/kitchen-sink/", {"state": state})
    html = response.content.decode()
    if state == "paper":
        assert html.count('class="paper__part"') == len(wanted)
        return
    payload = json.loads(PAYLOAD.search(html).group(1))
    assert [entry["item"]["kind"] for entry in payload] == [k.name for k in wanted]
    for entry in payload:
        assert ("key" in entry["item"]) == (state not in CHECKS)
        assert (entry["saved"] is None) == (state in ("new", "check"))


def test_one_kind_can_be_looked_at_alone(client):
    assert [entry["item"]["kind"] for entry in shown(client, kind="sort")] == ["sort"]
    assert len(shown(client, kind="nothing", state="nothing", band="99")) == len(KINDS)


@pytest.mark.parametrize(
    ("band", "dress"),
    [("5-7", "young"), ("8-10", "standard"), ("14-17", "grown"), ("", "grown")],
)
def test_a_band_has_its_dress(client, band, dress):
    assert band in dict(BANDS)
    response = client.get("/en/kitchen-sink/", {"band": band})
    assert f'data-dress="{dress}" data-band="{band}"' in response.content.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_the_pictures_of_the_examples_are_there(kind):
    for name in examples.picture_files(kind):
        assert (FOLDER / "pictures" / name).is_file(), name


def test_production_has_no_kitchen_sink():
    from config.settings import base

    assert base.KITCHEN_SINK is False
