"""The table of uploads has moved from one app to another with all that is in it."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

import pytest

from challenge.accounts.models import User
from exchange.models import Upload

BEFORE = [("exchange", None), ("quizzes", "0007_mixed_cards")]


@pytest.mark.django_db(transaction=True)
def test_a_file_that_waits_for_its_review_survives_the_upgrade():
    executor = MigrationExecutor(connection)
    executor.migrate(BEFORE)
    try:
        # The user is of today's model: on the way back only the state has changed.
        owner = User.objects.create_user("editor@example.org")
        state = executor.loader.project_state(BEFORE[1:])
        old = state.apps.get_model("quizzes", "Upload").objects.create(
            owner_id=owner.pk, name="bank.gift", format="gift", locale="en", data=b"::q"
        )
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())

    upload = Upload.objects.get(pk=old.pk)
    assert (upload.owner, upload.name) == (owner, "bank.gift")
    assert bytes(upload.data) == b"::q"
    owner.delete()
    assert not Upload.objects.exists()
