from django.db import migrations, models

TABLE = "challenge_attempt"
NAME = "learner_attempt_once"


class AddUnique(migrations.AddConstraint):
    """Add the constraint; on PostgreSQL without keeping answers out meanwhile."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor != "postgresql":
            super().database_forwards(app_label, schema_editor, from_state, to_state)
            return
        # What a build that was broken off has left is not valid.
        schema_editor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {NAME}")
        schema_editor.execute(
            f"CREATE UNIQUE INDEX CONCURRENTLY {NAME} ON {TABLE} (learner_id, uid)"
        )
        schema_editor.execute(
            f"ALTER TABLE {TABLE} ADD CONSTRAINT {NAME} UNIQUE USING INDEX {NAME}"
        )


class Migration(migrations.Migration):
    """Find attempts by learner; the old index, by id, goes when the new one is there."""

    atomic = False

    dependencies = [("challenge", "0008_lti_platforms")]

    operations = [
        AddUnique(
            model_name="attempt",
            constraint=models.UniqueConstraint(
                fields=("learner_id", "uid"), name=NAME
            ),
        ),
        migrations.RemoveConstraint(
            model_name="attempt", name="attempt_once_per_learner"
        ),
    ]
