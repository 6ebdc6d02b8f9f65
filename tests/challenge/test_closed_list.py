"""What is kept about a child is the closed list of docs/operators/data-protection.md.

A new column in one of these tables fails here until the list itself, and whoever answers
for it, allows the column.
"""

from django.apps import apps

from challenge.models import (
    Assignment,
    Attempt,
    Classroom,
    ClassTally,
    EducatorCredential,
    FirstAnswer,
    Learner,
    LtiPlatform,
    Measure,
    Progress,
    Round,
    Seat,
    SpentNonce,
    Tally,
    Told,
    Vote,
    Watermark,
)

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
        "checks": "per-module state: questions of the check answered, points, handed in",
        "daily_answers": "per-module state: answers to each question on the last day",
        "updated_on": "day-level date",
        "finished_on": "day-level date",
        "reviewed_on": "day-level date",
        "reviewed_again_on": "day-level date",
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
    Seat: {
        "id": "random id, never leaves the server",
        "uid": "random id",
        "classroom_id": "class id",
        "label": "seat's generated label",
        "avatar": "avatar id",
        "pictures": "seat's generated picture code",
        "learner_id": "random id",
        "misses": "wrong codes at the seat, nobody's in particular",
        "locked": "state of the seat",
        "has_moved": "whether the seat came from another class",
    },
    FirstAnswer: {
        "id": "no one's in particular",
        "classroom_id": "class id",
        "learner_id": "random id",
        "module": "attempt's item id",
        "item": "attempt's item id",
        "phase": "attempt's item id",
        "seq": "order of receipt while the attempt is kept, never leaves the server",
    },
    Vote: {
        "id": "random id, never leaves the server",
        "round_id": "class id and attempt's item id",
        "seat_id": "random id",
        "turn": "attempt's item id",
        "choice": "attempt's option ids",
    },
}
NOBODYS = {
    *("user", "tally", "measure", "watermark", "classtally", "told"),
    *("revokedcredential", "ltiplatform", "spentnonce"),
    *("countedday", "daycount", "upkeep", "jobstate"),
}
# What educators write and choose, about no child in particular.
EDUCATORS = {"classroom", "assignment", "round", "educatorcredential"}
# Django's own tables between users, groups and permissions.
GROWN_UPS = {"user_groups", "user_user_permissions"}


def columns(model):
    return {field.column for field in model._meta.concrete_fields}


def test_no_table_about_a_child_has_a_column_beyond_the_list():
    for model, allowed in ALLOWED.items():
        assert columns(model) == set(allowed), model


def test_no_other_table_of_the_game_exists():
    models = apps.get_app_config("challenge").get_models(include_auto_created=True)
    known = {model._meta.model_name for model in ALLOWED}
    known |= NOBODYS | EDUCATORS | GROWN_UPS
    assert {model._meta.model_name for model in models} == known


def test_dates_are_days():
    for model in ALLOWED:
        kinds = {field.get_internal_type() for field in model._meta.concrete_fields}
        assert not kinds & {"DateTimeField", "TimeField", "TextField", "FileField"}


def test_what_educators_keep_points_at_no_child():
    for model in (Classroom, Assignment, Round, EducatorCredential):
        assert "learner_id" not in columns(model)
        assert not any(field.related_model is Seat for field in model._meta.fields)


def test_tallies_name_nobody():
    for model in (Tally, Measure, ClassTally, Told):
        assert not columns(model) & {"learner_id", "uid", "day"}
    assert columns(Watermark) == {"name", "seq"}


def test_a_launch_leaves_a_random_number_and_a_day():
    assert columns(SpentNonce) == {"value", "picked", "day"}
    assert columns(LtiPlatform) == {
        *("id", "name", "issuer", "client_id", "deployment_ids"),
        *("auth_login_url", "key_set_url", "pages_url"),
    }
