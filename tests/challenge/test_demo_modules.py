"""The modules that ship with the site can be played to the end through the API."""

import uuid

from django.core.management import call_command

from cms.publishing import reading
from cms.publishing.models import Publication
from quizzes import kinds


def perfect_attempts(publication, key):
    for item, entry in key.items.items():
        phase = "practice"
        if entry.purpose == "check":
            phase = "post"
        yield {
            "id": str(uuid.uuid4()),
            "module": publication.module_key,
            "version": publication.version,
            "item": item,
            "phase": phase,
            "response": kinds.get(entry.kind).perfect(entry.key),
        }


def test_every_module_is_finished_with_three_stars(
    new_device, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        call_command("load_demo", verbosity=0)
    publications = Publication.objects.current().without_bytes()
    assert {publication.locale for publication in publications} == {"en", "ar"}
    keys = reading.answer_keys(publication.version for publication in publications)
    for publication in publications:
        device, key = new_device(), keys[publication.version]
        answer = device.answer(*perfect_attempts(publication, key))
        assert {result["outcome"] for result in answer["results"]} == {"correct"}
        done = device.finish(
            *(
                {
                    "module": publication.module_key,
                    "version": publication.version,
                    "step": step,
                }
                for step in key.steps
            )
        )
        assert done["progress"][0] | {"steps_done": []} == {
            "module": publication.module_key,
            "state": "finished",
            "stars": 3,
            "pearls": 1,
            "reviews": 0,
            "steps_done": [],
        }
        assert set(done["progress"][0]["steps_done"]) == set(key.steps)
