"""The OpenAPI document describes the lists of the demo, too."""

import pytest

from tests.api_document import validator

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_site")]


def test_lists_and_helplines_are_as_described(document, client) -> None:
    for path, name in (
        ("modules/", "ModuleSummary"),
        ("modules/?locale=ar", "ModuleSummary"),
        ("tracks/", "Track"),
    ):
        listed = client.get(f"/api/v1/{path}").json()
        assert listed
        for entry in listed:
            validator(document, name).validate(entry)
    for country in ("BH", "ZZ"):
        answer = client.get("/api/v1/helplines/", {"country": country}).json()
        validator(document, "Helplines").validate(answer)
