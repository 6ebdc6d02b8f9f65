"""Quizzes, as the checks of the modules that use them see them."""

import html
from typing import Any

from django.urls import reverse

import pytest

from cms.checks import gate
from tests import factories
from tests.quizzes.forms import posted_block

pytestmark = pytest.mark.django_db

LONG = "Sam " + "very " * 21 + "likes it."


def checks_url(page: Any) -> str:
    return reverse("cms_checks:checks", args=[page.pk])


def words_of(response) -> str:
    return html.unescape(response.content.decode())


def quiz_form(quiz: Any, action: str = "action-publish", **forms: Any) -> dict:
    data: dict[str, Any] = {"title": quiz.title, "key": quiz.key, action: "1"}
    for name in ("form_a", "form_b"):
        block = quiz._meta.get_field(name).stream_block
        value = block.to_python(forms[name]) if name in forms else getattr(quiz, name)
        data |= posted_block(block, value, name)
    return data


def quiz_url(quiz: Any) -> str:
    return reverse(quiz.snippet_viewset.get_url_name("edit"), args=[quiz.pk])


def test_a_quiz_is_checked_with_the_modules_that_use_it(editor, commits) -> None:
    quiz = factories.quiz()
    page = factories.module(quiz=quiz)
    blame = [factories.secret_question("b1", "Should Sam have told? It’s your fault.")]
    response = editor.post(quiz_url(quiz), quiz_form(quiz, form_b=blame))

    words = words_of(response)
    assert "Storm: The checks hold it back: 1 error." in words
    assert "Check, form B › Question 1 › Prompt: It says “your fault”." in words
    quiz.refresh_from_db()
    assert quiz.form_b[0].value["prompt"] == "After?"
    # A draft may be like that, and its panel says so.
    editor.post(quiz_url(quiz), quiz_form(quiz, "action-draft", form_b=blame))
    panel = words_of(editor.get(quiz_url(quiz)))
    assert "It says “your fault”." in panel
    assert checks_url(page) in panel
    fragment = reverse("cms_checks:quiz", args=[quiz.pk])
    assert "It says “your fault”." in words_of(editor.get(fragment))

    quiz.refresh_from_db()
    revision = quiz.get_latest_revision()
    with pytest.raises(gate.HeldBackError):
        revision.publish(user=editor.user)


def test_a_quiz_without_errors_is_published_with_a_notice(editor, commits) -> None:
    quiz = factories.quiz()
    page = factories.module(quiz=quiz)
    long = [factories.secret_question("b1", f"{LONG} So?")]
    with commits():
        response = editor.post(
            quiz_url(quiz), quiz_form(quiz, form_b=long), follow=True
        )

    assert "The checks of “Storm” found: 1 warning." in words_of(response)
    assert checks_url(page) in words_of(response)
    quiz.refresh_from_db()
    assert quiz.form_b[0].value["prompt"].startswith("Sam very")


def test_a_quiz_that_nobody_uses_goes_out(editor) -> None:
    quiz = factories.quiz()
    blame = [factories.secret_question("b1", "It’s your fault.")]
    response = editor.post(quiz_url(quiz), quiz_form(quiz, form_b=blame))
    assert response.status_code == 302
    assert "No module uses this quiz yet." in words_of(editor.get(quiz_url(quiz)))
