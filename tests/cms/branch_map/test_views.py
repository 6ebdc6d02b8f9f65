"""The branch map in the admin."""

import html

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from wagtail.users.models import UserProfile

import pytest

from cms.pages.module import ModulePage
from tests import factories
from tests.cms.forms import module_form
from tests.quizzes.questions import chat, ending, node, way

pytestmark = pytest.mark.django_db


@pytest.fixture
def module() -> ModulePage:
    return factories.module()


def draw_url(page: ModulePage) -> str:
    return reverse("branch_map:draw", args=[page.pk])


def edit_url(page: ModulePage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def words_of(response) -> str:
    return html.unescape(response.content.decode())


def form_of(*nodes: dict) -> dict:
    value = chat() | {"nodes": list(nodes)}
    return module_form(steps=[factories.step("chat", "c1", **value)])


def test_the_editor_of_a_module_has_the_map_beside_the_form(editor, module) -> None:
    words = words_of(editor.get(edit_url(module)))

    assert 'data-side-panel-toggle="branch-map"' in words
    assert f'data-branch-map="{draw_url(module)}"' in words
    assert "4 nodes · 2 endings" in words
    assert 'href="#:w:contentpath=steps.s-chat.nodes.node-later"' in words
    assert "cms/branch-map.js" in words
    assert 'data-old="no"' in words


def test_other_pages_have_none(editor) -> None:
    words = words_of(editor.get(edit_url(factories.track())))

    assert "branch-map" not in words.replace("icon-branch-map", "")


def test_a_new_module_has_one_too(editor) -> None:
    track = factories.track()
    url = reverse("wagtailadmin_pages:add", args=["cms", "modulepage", track.pk])
    draw_new = reverse("branch_map:draw_new", args=[track.pk])

    words = words_of(editor.get(url))
    assert f'data-branch-map="{draw_new}"' in words
    assert "There is no chat among the steps yet." in words

    assert "4 nodes · 2 endings" in words_of(editor.post(draw_new, module_form()))
    nowhere = reverse("branch_map:draw_new", args=[99])
    assert editor.post(nowhere, follow=True).status_code == 404


def test_a_form_that_comes_back_with_errors_is_drawn_anew(editor, module) -> None:
    form = module_form("action-publish", title="")
    words = words_of(editor.post(edit_url(module), form))

    assert 'data-old="yes"' in words


def test_the_unsaved_form_is_drawn(editor, module) -> None:
    form = form_of(
        node("start", choices=[way("go", goto="n99"), way("end", goto="end")]),
        node("apart", choices=[way("<b>bold</b>", goto="end")]),
        ending("end"),
    )
    response = editor.post(draw_url(module), form)
    words = words_of(response)

    assert "3 nodes · 1 ending · 2 nodes to mend" in words
    assert "There is no “n99”" in words
    assert "There is no node called “n99”." in words
    assert "Nothing leads here" in words
    assert "<b>bold" not in response.content.decode()
    module.refresh_from_db()
    assert not module.has_unpublished_changes


@pytest.mark.parametrize(
    "nodes", [[], [node("")], [node("a"), node("a")], [ending("", help=[])]]
)
def test_a_half_written_chat_is_drawn(editor, module, nodes: list[dict]) -> None:
    response = editor.post(draw_url(module), form_of(*nodes))

    assert response.status_code == 200
    assert "data-to-mend" in words_of(response)


def test_sixty_nodes_are_drawn_with_few_queries(
    editor, module, django_assert_max_num_queries
) -> None:
    nodes = [
        node(
            f"n{i}", choices=[way("on", goto=f"n{i + 1}"), way("x", goto=f"n{i // 2}")]
        )
        for i in range(59)
    ]
    form = form_of(*nodes, ending("n59"))
    with django_assert_max_num_queries(12):
        words = words_of(editor.post(draw_url(module), form))

    assert "60 nodes" in words
    assert words.count("<foreignObject") == 60


def test_it_is_drawn_from_right_to_left_in_arabic(editor, module) -> None:
    profile = UserProfile.get_for_user(editor.user)
    profile.preferred_language = "ar"
    profile.save()

    words = words_of(editor.post(draw_url(module), module_form()))
    assert 'transform="matrix(-1 0 0 1' in words
    assert "4 محطات · نهايتان" in words
    assert "endings" not in words


def test_what_is_no_form_gets_an_answer(editor, module) -> None:
    response = editor.post(draw_url(module), {"steps-count": "two"})

    assert response.status_code == 400
    assert editor.get(draw_url(module)).status_code == 405
    track = reverse("branch_map:draw", args=[module.get_parent().pk])
    assert editor.post(track, module_form(), follow=True).status_code == 404


def test_only_who_may_edit_the_module_gets_it_drawn(module) -> None:
    user = get_user_model().objects.create_user("reader", password="reader")
    client = Client()
    client.force_login(user)
    new = reverse("branch_map:draw_new", args=[module.get_parent().pk])
    for url in (draw_url(module), new):
        assert client.post(url, module_form()).status_code == 302

    group = Group.objects.get(name="Moderators")
    group.page_permissions.all().delete()
    user.groups.add(group)
    for url in (draw_url(module), new):
        response = client.post(url, module_form())
        assert response.status_code in (302, 403)
        assert b"branch-map" not in response.content
