"""Content for tests: a small site, made the way editors make it."""

import copy
from typing import Any

from wagtail.models import Locale, Page, Site

from cms.choices import Track
from cms.demo.translating import translate
from cms.pages.home import HomePage
from cms.pages.module import ModulePage
from cms.pages.track import TrackPage
from cms.publishing import services
from quizzes.models import Quiz
from tests.quizzes import questions

# Nothing of a check's key may ever be seen; these words are in all of its feedback.
SECRET = "SECRET-OF-THE-CHECK"


def locale(code: str) -> Locale:
    """Return a language of the site."""
    return Locale.objects.get(language_code=code)


def site() -> HomePage:
    """Return the English home page, the root of the default site."""
    if found := HomePage.objects.filter(locale=locale("en")).first():
        return found
    home = HomePage(title="COP Challenge", slug="home", locale=locale("en"))
    Page.get_first_root_node().add_child(instance=home)
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    return home


def track(key: str = Track.CHILDREN) -> TrackPage:
    """Return the English track of an audience."""
    if found := TrackPage.objects.filter(key=key, locale=locale("en")).first():
        return found
    page = TrackPage(title=key.title(), slug=key, key=key, locale=locale("en"))
    site().add_child(instance=page)
    return page


def step(kind: str, id_: str, **value: Any) -> dict[str, Any]:
    """Return a step as it is stored."""
    return {"type": kind, "id": id_, "value": value}


def text_step(words: str = "Hello.", id_: str = "s-text") -> dict[str, Any]:
    """Return a text step as it is stored."""
    return step("text", id_, title="Read", body=f"<p>{words}</p>")


def choice_step(id_: str = "s-choice", **more: Any) -> dict[str, Any]:
    """Return a practice question as it is stored."""
    return step("choice", id_, **questions.choice(**more))


def chat_step(id_: str = "s-chat") -> dict[str, Any]:
    """Return a chat as it is stored, of whose best ending the checks say nothing."""
    value = questions.chat()
    # One walk in five comes to it.
    best = next(node for node in value["nodes"] if node["value"]["name"] == "open")
    best["value"]["ending"]["quality"] = "best"
    return step("chat", id_, **value)


def quiz(key: str = "storm", **more: Any) -> Quiz:
    """Save and publish a check with one question a form and secret feedback."""
    fields = {
        "title": "Storm",
        "form_a": [secret_question("a1", "Before?")],
        "form_b": [secret_question("b1", "After?")],
    } | more
    made = Quiz(key=key, locale=locale("en"), **fields)
    made.save()
    made.save_revision().publish()
    return made


def secret_question(id_: str, prompt: str) -> dict[str, Any]:
    """Return a question of a check whose feedback and verdicts are recognisable."""
    value = questions.choice(prompt=prompt, right=SECRET, wrong=SECRET)
    for number, option in enumerate(value["options"]):
        option["id"] = f"{id_}-{number}"
        option["value"]["feedback"] = SECRET
    return step("choice", id_, **value)


def module_fields(**more: Any) -> dict[str, Any]:
    """Return the fields of a module for 11 to 13."""
    steps = [text_step(), choice_step(), chat_step()]
    fields: dict[str, Any] = {
        "title": "Storm",
        "slug": "storm",
        "key": "t4-1113-storm",
        "band": "11-13",
        "topic": "t4",
        "summary": "A new teammate.",
        "risk": "contact",
        "strand": "relationships",
        "digcomp": "4.2",
        "outcomes": [step("outcome", "o1", text="I can tell.")],
        "steps": copy.deepcopy(steps),
        "educator_notes": "<p>Sit in a circle.</p>",
        "talk_card": "Ask me about shells.",
    }
    return fields | more


def module(parent: TrackPage | None = None, **more: Any) -> ModulePage:
    """Save and publish a module, in the children's track unless told otherwise."""
    page = ModulePage(locale=locale("en"), **module_fields(**more))
    (parent or track()).add_child(instance=page)
    page.save_revision().publish()
    services.refresh(page.pk)
    page.refresh_from_db()
    return page


def translated_site() -> None:
    """Give the Arabic home page and children's track."""
    for page, title in ((site(), "الصفحة"), (track(), "الأطفال")):
        target = page.copy_for_translation(locale("ar"))
        target.title = title
        target.save_revision().publish()


def translate_module(page: ModulePage, **more: Any) -> None:
    """Translate a module as a translator does: other words, the rest stays.

    Its publication waits for the end of the transaction.
    """
    fields = {
        "title": "عاصفة",
        "summary": "زميلة جديدة.",
        "talk_card": "اسألوني.",
        "educator_notes": "<p>نجلس في حلقة.</p>",
        "outcomes": [step("outcome", "o1", text="أستطيع أن أخبر.")],
    } | more
    words = ModulePage(locale=locale("ar"), **module_fields(**fields))
    words.quiz = page.quiz
    translate(page, words, locale("ar"))
