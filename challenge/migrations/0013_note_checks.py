"""Note which questions of checks were answered before this was noted with the progress.

What was answered in a module that is not finished stays open: its learner goes on with it.
A module that is finished was told of in whole already, so its forms count as handed in.
"""

from itertools import groupby

from django.db import migrations

COLUMNS = ("learner_id", "module", "phase", "item", "version", "numerator", "denominator")


def note(apps, schema_editor):
    progress = apps.get_model("challenge", "Progress").objects
    attempts = apps.get_model("challenge", "Attempt").objects
    progress.filter(state="finished").update(
        checks={"post": {"answered": {}, "handed_in": {}, "version": ""}}
    )
    rows = attempts.filter(phase__in=["pre", "post"]).order_by("learner_id", "module", "seq")
    found = rows.values_list(*COLUMNS).iterator(chunk_size=2000)
    for (learner, module), theirs in groupby(found, key=lambda row: row[:2]):
        row = progress.filter(learner_id=learner, module=module).first()
        if row is None:
            continue
        checks = {}
        for _, _, phase, item, version, *points in theirs:
            check = checks.setdefault(
                phase, {"answered": {}, "handed_in": None, "version": ""}
            )
            # The latest answer to each: it was the one that a certificate was given for.
            check["answered"][item] = points
            if row.state == "finished":
                check["version"] = version
        if row.state == "finished":
            for check in checks.values():
                check["handed_in"], check["answered"] = check["answered"], {}
        row.checks = row.checks | checks
        row.save(update_fields=["checks"])


class Migration(migrations.Migration):

    dependencies = [
        ("challenge", "0012_checks"),
    ]

    operations = [
        migrations.RunPython(note, migrations.RunPython.noop, elidable=True),
    ]
