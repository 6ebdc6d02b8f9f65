"""What is kept about a child is the closed list of docs/operators/data-protection.md.

A new column in one of these tables fails here until the list itself, and whoever answers
for it, allows the column.
"""

from django.apps import apps

from challenge.models import Attempt, Learner, Progress, Tally, Watermark

ALLOWED = {
    Learner: {
        "id": "random id, never leaves the server",
        "uid": "random id",
        "token_digest": "digest of the token",
        "recovery_digest": "digest of the recovery code",
        "band": "band",
        "locale": "locale",
        "avatar": "avatar id",
        "created_on": "day-level date",
        "seen_on": "day-level date",
    },
    Progress: {
        "id": "random id, never leaves the server",
        "learner_id": "random id",
        "module": "per-module state",
        "marks": "per-module state: ids of steps done, best scores",
        "versions": "per-module state: the contents played",
        "state": "per-module state",
        "stars": "per-module stars",
        "updated_on": "day-level date",
    },
    Attempt: {
        "seq": "order of receipt, never leaves the server",
        "uid": "random id",
        "learner_id": "random id",
        "module": "attempt's item id",
        "version": "attempt's item id",
        "item": "attempt's item id",
        "phase": "attempt's item id",
        "response": "attempt's option ids",
        "numerator": "per-module stars follow from it",
        "denominator": "per-module stars follow from it",
        "day": "day-level date",
    },
}
NOBODYS = {"user", "tally", "watermark"}
# Django's own tables between users, groups and permissions.
GROWN_UPS = {"user_groups", "user_user_permissions"}


def columns(model):
    return {field.column for field in model._meta.concrete_fields}


def test_no_table_about_a_child_has_a_column_beyond_the_list():
    for model, allowed in ALLOWED.items():
        assert columns(model) == set(allowed), model


def test_no_other_table_of_the_game_exists():
    models = apps.get_app_config("challenge").get_models(include_auto_created=True)
    known = {model._meta.model_name for model in ALLOWED} | NOBODYS | GROWN_UPS
    assert {model._meta.model_name for model in models} == known


def test_dates_are_days():
    for model in ALLOWED:
        kinds = {field.get_internal_type() for field in model._meta.concrete_fields}
        assert not kinds & {"DateTimeField", "TimeField", "TextField", "FileField"}


def test_tallies_name_nobody():
    assert not columns(Tally) & {"learner_id", "uid", "day"}
    assert columns(Watermark) == {"name", "seq"}
