import pytest

from tests.challenge.classrooms.class_mode import making


@pytest.fixture
def classroom(db):
    """A class of six who have not joined yet, with a published module to play."""
    making.publish()
    return making.new_class()


@pytest.fixture
def pupils(classroom):
    """Its six pupils, who have joined."""
    return [learner for learner, _token in making.seated(classroom)]
