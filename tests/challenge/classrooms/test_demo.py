"""The class of the local demo."""

from io import StringIO

from django.core.management import CommandError, call_command

import pytest

from challenge.classrooms.models import Classroom
from challenge.classrooms.reports.services import report
from challenge.models import Learner, Progress

pytestmark = pytest.mark.django_db


def make():
    for command in ("create_demo_users", "create_demo_class"):
        call_command(command, stdout=StringIO())


def test_the_educator_has_a_class_whose_pupils_have_played(demo_site, settings):
    settings.DEMO = True
    make()
    make()
    classroom = Classroom.objects.get()
    joined = [seat for seat in classroom.seats.all() if seat.claimed]
    assert (classroom.size, len(joined), Learner.objects.count()) == (24, 18, 18)
    assert classroom.is_open
    *played, locked = [each.module for each in classroom.assignments.all()]
    assert len(played) >= 2
    assert set(Progress.objects.values_list("module", flat=True)) == set(played)
    assert Progress.objects.filter(state="finished").exists()
    assert locked == "t4-1113-storm"
    assert classroom.unlocked == []
    for module in report(classroom, "en").modules:
        figures = [module.before, module.after, *module.questions]
        assert max(figure.n.value or 0 for figure in figures) <= len(joined)


def test_it_is_refused_outside_a_demo_and_without_an_educator(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="local demo only"):
        call_command("create_demo_class")
    settings.DEMO = True
    with pytest.raises(CommandError, match="create_demo_users"):
        call_command("create_demo_class")
