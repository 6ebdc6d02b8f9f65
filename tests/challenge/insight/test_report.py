"""What an editor sees of how modules are doing."""

import csv
import io
import uuid

from django.contrib.auth.models import Permission
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

import pytest

from challenge.insight import exports, hints
from challenge.insight.counted import counted
from challenge.models import Measure, Tally, User
from cms import memory
from cms.publications.models import Publication
from quizzes.kinds import base
from quizzes.kinds.ids import public_id
from tests import factories as cms_factories
from tests.challenge import factories
from tests.challenge.content import MODULE, OTHER_MODULE, VERSION
from tests.challenge.publications import stored_summary
from tests.quizzes import questions

INDEX = reverse("insight:index")
REPORT = reverse("insight:module", args=[MODULE])


def page(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def rows(client, url):
    text = page(client, f"{url}?export=csv").removeprefix(exports.BYTE_ORDER_MARK)
    return list(csv.reader(io.StringIO(text)))


def tally(item="q-choice", phase="practice", version=VERSION, **answers):
    """Store how often an item was answered: ``n``, ``score`` and by answer."""
    n, score = answers.pop("n"), answers.pop("score")
    for answer, count in {"": n, **answers}.items():
        Tally.objects.create(
            module=MODULE,
            version=version,
            item=item,
            phase=phase,
            answer=answer,
            n=count,
            score=0 if answer else 1000 * score,
        )


def started(n, **more):
    Measure.objects.create(what="started", module=MODULE, version=VERSION, n=n)
    for name, sums in more.items():
        what, _, item = name.partition("__")
        item = item.replace("_", "-")
        Measure.objects.create(
            what=what, module=MODULE, version=VERSION, item=item, n=sums
        )


def measure(answer, n, x, r, spread=0):
    """Store first answers to the choice: their number, mean score and mean of the rest."""
    Measure.objects.create(
        what="item",
        module=MODULE,
        version=VERSION,
        item="q-choice",
        phase="practice",
        answer=answer,
        n=n,
        x=n * x,
        xx=n * x * 1000,
        r=n * r,
        rr=n * (r * r + spread),
        xr=n * x * r,
    )


def kinds():
    hints.forget()
    return {
        (hint.kind, hint.item, hint.answer)
        for found in hints.by_module().values()
        for hint in found
    }


@pytest.fixture(autouse=True)
def _module(module):
    """The modules of these tests are published and belong to pages."""
    own = cms_factories.module()
    Publication.objects.filter(page=own).delete()
    Publication.objects.filter(module_key=MODULE).update(page=own)


def test_the_list_shows_starts_and_finishes(reader):
    started(40, finished=30)
    words = page(reader, INDEX)
    assert "Test-Module" in words
    assert REPORT in words
    assert rows(reader, INDEX)[1][:5] == [MODULE, "Test-Module", "40", "30", "75"]


def test_the_report_shows_what_was_chosen(reader):
    started(120, finished=60, reached__s_text=110)
    tally(n=120, score=80, tell=80, wait=40)
    words = page(reader, REPORT)
    assert "About q-choice" in words
    lines = rows(reader, REPORT)
    assert ["Answer", "Practice", "About q-choice", "wait", "all", "40", "33"] in lines
    assert ["Reached this step", "", "Step 1", "", "played now", "110", "92"] in lines


def test_a_few_are_hidden_everywhere(reader):
    started(40, finished=38)
    tally(n=40, score=37, tell=37, wait=3)
    lines = rows(reader, REPORT)
    assert [line[5:] for line in lines if line[0] == "Finished"] == [
        ["hidden", "hidden"]
    ]
    answers = [line for line in lines if line[0] == "Answer"]
    assert answers
    assert all(line[5:] == ["hidden", "hidden"] for line in answers)
    right = next(line for line in lines if line[0] == "Right")
    assert right[5:] == ["40", "hidden"]


def test_of_a_handful_of_learners_nothing_is_told_however_often_they_answer(reader):
    started(4)
    tally(n=400, score=200, tell=200, wait=200)
    words = page(reader, REPORT)
    assert "Too few learners" in words
    assert "item-practice-q-choice" not in words
    assert not [line for line in rows(reader, REPORT) if line[1] == "Practice"]


def test_a_sensitive_module_tells_totals_alone(reader):
    Publication.objects.filter(version=VERSION).update(
        summary=stored_summary(MODULE, title="Hard", sensitivity=2)
    )
    memory.forget()
    started(120)
    tally(n=120, score=60, tell=60, wait=60)
    tally("q-chat", n=120, score=60, ask=60, send=60)
    lines = rows(reader, REPORT)
    assert not [line for line in lines if line[0] == "Answer"]
    right = {line[2]: line[5:] for line in lines if line[0] == "Right"}
    assert right == {"About q-choice": ["120", "50"], "About q-chat": ["120", ""]}
    assert "touches on something hard" in page(reader, REPORT)


def test_versions_and_languages_are_told_apart(reader):
    factories.publish(version="a" * 64, locale="ar")
    started(60)
    Measure.objects.create(what="started", module=MODULE, version="a" * 64, n=50)
    tally(n=60, score=40, tell=40, wait=20)
    tally(version="a" * 64, n=50, score=10, tell=10, wait=40)
    lines = [line for line in rows(reader, REPORT) if line[0] == "Right"]
    assert [line[4:] for line in lines] == [
        ["all", "110", "45"],
        ["English", "60", "65"],
        ["Arabic", "50", "20"],
    ]


def test_words_that_look_like_formulas_are_quoted(reader):
    Publication.objects.filter(version=VERSION).update(
        summary=stored_summary(MODULE, title='=HYPERLINK("http://x")')
    )
    assert rows(reader, INDEX)[1][1] == '\'=HYPERLINK("http://x")'


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " =", "＝"])
def test_every_start_of_a_formula_is_quoted(start):
    assert exports.neutral(f"{start}1") == f"'{start}1"
    assert exports.neutral("1=1") == "1=1"
    assert exports.neutral(-20) == -20


def test_the_number_of_queries_does_not_grow_with_the_modules(
    reader, django_assert_max_num_queries
):
    started(40)
    page(reader, INDEX)
    with django_assert_max_num_queries(30) as few:
        page(reader, INDEX)
    limit = len(few)
    for number in range(8):
        factories.publish(f"more-{number}", f"{number}" * 63)
    Publication.objects.update(page=Publication.objects.get(version=VERSION).page)
    page(reader, INDEX)
    with django_assert_max_num_queries(limit):
        page(reader, INDEX)


def test_the_report_takes_few_queries(reader, django_assert_max_num_queries):
    started(120)
    tally(n=120, score=80, tell=80, wait=40)
    page(reader, REPORT)
    with django_assert_max_num_queries(20):
        page(reader, REPORT)


def test_who_may_not_see_tallies_sees_nothing(client):
    user = User.objects.create_user("writer", "writer@example.org", "writer")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    for url in (INDEX, REPORT, f"{REPORT}?export=csv"):
        assert client.get(url).status_code == 302
        assert not client.get(url, follow=True).redirect_chain[-1][0].startswith(INDEX)
    assert hints.attention(user) == []
    home = page(client, reverse("wagtailadmin_home"))
    assert "How it is doing" not in home
    assert Client().get(INDEX).status_code == 302


def test_a_module_nobody_published_is_not_found(reader):
    lost = reader.get(reverse("insight:module", args=["nothing"]), follow=True)
    assert lost.status_code == 404


def test_a_page_leads_to_its_report(reader):
    own = Publication.objects.get(version=VERSION).page_id
    assert reader.get(reverse("insight:page", args=[own])).url == REPORT
    lost = reader.get(reverse("insight:page", args=[0]), follow=True)
    assert "never published" in lost.content.decode()


def test_the_menus_of_a_module_offer_it(admin_client):
    own = Publication.objects.get(version=VERSION).page
    url = reverse("insight:page", args=[own.pk])
    assert url in page(
        admin_client, reverse("wagtailadmin_explore", args=[own.get_parent().pk])
    )
    assert url in page(admin_client, reverse("wagtailadmin_pages:edit", args=[own.pk]))
    assert INDEX in page(admin_client, reverse("wagtailadmin_home"))


def test_a_key_that_strong_learners_refuse_is_suspect(reader):
    started(120)
    tally(n=120, score=60, tell=60, wait=60)
    measure("", 120, 500, 500, 40_000)
    measure("tell", 60, 1000, 400, 40_000)
    assert not kinds()
    measure("wait", 60, 0, 700, 40_000)
    assert kinds() == {(hints.KEY_SUSPECT, "q-choice", "")}


def test_negative_discrimination_is_suspect():
    started(120)
    tally(n=120, score=60, tell=60, wait=60)
    Measure.objects.create(
        **{"what": "item", "module": MODULE, "version": VERSION},
        **{"item": "q-choice", "phase": "practice", "n": 120},
        **{"x": 60_000, "xx": 60_000_000, "r": 60_000, "rr": 40_000_000},
        xr=20_000_000,
    )
    assert kinds() == {(hints.KEY_SUSPECT, "q-choice", "")}


@pytest.mark.parametrize(
    ("n", "right", "expected"),
    [
        (99, 99, set()),
        (100, 95, set()),
        (100, 96, {hints.TOO_EASY_HINT, hints.DEAD}),
        (100, 45, {hints.BELOW_CHANCE}),
        (100, 50, set()),
    ],
)
def test_easy_dead_and_below_chance_have_limits(n, right, expected):
    started(120)
    tally(n=n, score=right, tell=right, wait=n - right)
    assert {kind for kind, _item, _answer in kinds()} == expected


def test_what_is_too_hard_is_told_unless_it_is_asked_before():
    started(120)
    tally("q-sort", n=200, score=58)
    assert kinds() == {(hints.BELOW_CHANCE, "q-sort", "")}
    Tally.objects.all().delete()
    tally("c-pre", "pre", n=200, score=20, tell=20, wait=180)
    assert kinds() == {(hints.BELOW_CHANCE, "c-pre", "")}


def test_a_step_where_many_stop_is_told():
    started(
        200,
        reached__s_text=200,
        reached__q_choice=150,
        reached__q_sort=145,
        reached__q_chat=140,
        reached__s_pause=139,
    )
    assert kinds() == {(hints.CLIFF_HINT, "q-choice", "")}


def test_hints_stand_on_the_dashboard_and_say_what_to_do(reader):
    started(120)
    tally(n=100, score=45, tell=45, wait=55)
    home = page(reader, reverse("wagtailadmin_home"))
    assert "Fewer get it right than by guessing" in home
    assert f"{REPORT}#item-practice-q-choice" in home
    assert "Check which answer is marked as right" in page(reader, REPORT)


def test_earlier_versions_count_together(reader):
    for number in range(3, 9):
        factories.publish(version=f"{number}" * 64)
        Measure.objects.create(
            what="started", module=MODULE, version=f"{number}" * 64, n=10
        )
    started(10)
    lines = [line for line in rows(reader, REPORT) if line[0] == "Started"]
    assert lines[0][5] == "70"
    assert [line[5] for line in lines[1:]] == ["10", "10", "10", "40"]
    assert lines[-1][4] == "English, earlier versions"


def test_a_key_that_is_gone_breaks_nothing(reader):
    started(20)
    tally(version="gone", n=50, score=20)
    Tally.objects.create(
        module=OTHER_MODULE, version=VERSION, item="x", phase="pre", n=9
    )
    assert page(reader, REPORT)


def test_made_up_answers_are_for_the_demo_alone(settings):
    with pytest.raises(CommandError, match="demo only"):
        call_command("seed_demo_answers")
    settings.DEMO = True
    with pytest.raises(CommandError, match="--learners"):
        call_command("seed_demo_answers", learners=0)


def test_made_up_learners_play_what_is_published(settings, reader):
    settings.DEMO = True
    cms_factories.module(key="t1-0810-more", slug="more", quiz=cms_factories.quiz())
    Publication.objects.exclude(module_key="t1-0810-more").delete()
    memory.forget()
    call_command("seed_demo_answers", learners=30)
    assert Measure.objects.get(what="started").n == 30
    assert "made up" in page(reader, INDEX)
    phases = set(Tally.objects.values_list("phase", flat=True))
    assert phases == {"pre", "practice", "post"}


def test_answers_counted_before_ids_were_keyed_have_their_words(reader):
    """The demo's options had hashes for ids; older versions still do."""
    hashed = {
        words: str(uuid.uuid5(uuid.NAMESPACE_URL, words)) for words in ("Tell", "Wait")
    }
    options = [
        {**option, "id": hashed[option["value"]["text"]]}
        for option in questions.choice()["options"]
    ]
    with pytest.MonkeyPatch.context() as former:
        former.setattr(base, "with_public_ids", lambda item, value: value)
        steps = [cms_factories.choice_step(options=options)]
        cms_factories.module(key="t1-ids", slug="ids", steps=steps)
    old = Publication.objects.get(module_key="t1-ids", is_current=True).version
    call_command("publish_all")
    new = Publication.objects.get(module_key="t1-ids", is_current=True).version
    assert old != new
    for version in (old, new):
        for words, n in (("", 50), ("Tell", 30), ("Wait", 20)):
            id_ = hashed.get(words, "")
            Tally.objects.create(
                module="t1-ids",
                version=version,
                item="s-choice",
                phase="practice",
                answer=public_id("s-choice", id_) if id_ and version == new else id_,
                n=n,
                score=30_000 if words != "Wait" else 0,
            )
    found = counted(["t1-ids"])["t1-ids"].items["practice", "s-choice"]
    assert sorted(
        found.total(one) for one in {a for by in found.n.values() for a in by}
    ) == [
        40,
        60,
        100,
    ]
    html = page(reader, reverse("insight:module", args=["t1-ids"]))
    assert not any(id_ in html for id_ in hashed.values())
