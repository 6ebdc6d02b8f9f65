"""Forms of editors that arrive cut off or damaged: a clear answer, and nothing is lost."""

from django.test import Client
from django.urls import reverse

from wagtail.models import Revision

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from challenge.models import User
from cms.pages.module import ModulePage
from tests import factories
from tests.adversary import rounds
from tests.cms.forms import module_form

pytestmark = pytest.mark.django_db

# What may stand where a count, an order, a type or rich text was.
DAMAGE = [
    "",
    "many",
    "-1",
    "1.5",
    "99999999999999999999",
    "{",
    "null",
    "[]",
    "\x00",
    "٣",
]
NOTES = '{"blocks": [{"key": "a", "text": "Sit in a circle."'


@pytest.fixture
def editor() -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.create_superuser("root"))
    return client


@pytest.fixture
def page() -> ModulePage:
    return factories.module()


def edit(page: ModulePage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


@pytest.mark.parametrize(
    "damage",
    [
        {"steps-count": None},
        {"steps-count": "many"},
        {"steps-0-deleted": None},
        {"steps-1-order": ""},
        {"steps-0-value-options-count": None},
        {"educator_notes": NOTES},
    ],
    ids=str,
)
@pytest.mark.parametrize("view", ["edit", "preview_on_edit"])
def test_a_form_without_a_part_is_refused_in_words(editor, page, damage, view):
    form = {k: v for k, v in (module_form() | damage).items() if v is not None}
    revisions = Revision.objects.count()

    answer = editor.post(reverse(f"wagtailadmin_pages:{view}", args=[page.pk]), form)

    assert answer.status_code == 400
    assert "did not arrive whole" in answer.content.decode()
    assert Revision.objects.count() == revisions


def test_a_quiz_without_its_count_is_refused_in_words(editor):
    quiz = factories.quiz()
    url = reverse("wagtailsnippets_quizzes_quiz:edit", args=[quiz.pk])

    answer = editor.post(url, {"title": "Cut"})

    assert answer.status_code in (200, 400)
    quiz.refresh_from_db()
    assert quiz.title != "Cut"


@settings(
    max_examples=rounds(25, 600),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_no_damage_makes_a_fault(editor, page, data):
    form = module_form()
    names = sorted(form)
    chosen = data.draw(st.lists(st.sampled_from(names), min_size=1, max_size=4))
    for name in chosen:
        if data.draw(st.booleans()):
            form.pop(name, None)
        else:
            form[name] = data.draw(st.sampled_from(DAMAGE))
    if data.draw(st.booleans()):
        kept = data.draw(st.integers(0, len(form)))
        form = dict(list(form.items())[:kept])

    assert editor.post(edit(page), form).status_code < 500
