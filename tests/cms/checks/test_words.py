"""Words to avoid, per band and language."""

import pytest

from cms.checks.findings import Level
from cms.checks.rules.words import ADVICE
from cms.checks.wordlists import word_list
from cms.choices import Band
from tests import factories
from tests.cms.checks.drafts import draft, found, said
from tests.quizzes import questions
from tests.quizzes.questions import entry, node, way

pytestmark = pytest.mark.django_db

CAUGHT = [
    ("words.blame", "en", "11-13", "Sam shouldn’t have sent it."),
    ("words.blame", "en", "11-13", "You should have told someone."),
    ("words.blame", "en", "8-10", "It was Noor's fault."),
    ("words.blame", "en", "adults", "That was a stupid thing to do."),
    ("words.blame", "en", "14-17", "She asked for it."),
    ("words.blame", "en", "14-17", "Don’t worry, it’s your fault."),
    ("words.blame", "en", "14-17", "He said: 'your fault'."),
    ("words.blame", "ar", "11-13", "هٰذا ذَنْبُكَ أنت."),
    ("words.blame", "ar", "8-10", "كان يجب أن تخبر أحدًا."),
    ("words.blame", "ar", "11-13", "ما كان عليك أن ترسلها."),
    ("words.blame", "ar", "adults", "تصرّف غبي."),
    ("words.blame", "ar", "11-13", "لا تقلقي، والذنب ذنبها."),
    ("words.fear", "en", "8-10", "A picture stays online forever."),
    ("words.fear", "en", "14-17", "It can ruin your whole life."),
    ("words.fear", "en", "11-13", "Predators wait there."),
    ("words.fear", "en", "11-13", "Now it is too late."),
    ("words.fear", "ar", "8-10", "تبقى الصورة على الإنترنت إلى الأبد."),
    ("words.fear", "ar", "14-17", "قد يدمّر ذلك حياتك."),
    ("words.fear", "ar", "11-13", "وستندم على ذلك."),
    ("words.device", "en", "8-10", "Mum takes the phone away."),
    ("words.device", "en", "8-10", "Taking away his tablet helps."),
    ("words.device", "en", "11-13", "Now you will lose your phone."),
    ("words.device", "ar", "8-10", "فتأخذ الأم الهاتف منه."),
    ("words.device", "ar", "11-13", "العقاب هو حرمانه من اللعبة."),
    ("words.brand", "en", "14-17", "Storm writes on TikTok."),
    ("words.brand", "ar", "14-17", "كتب له على واتساب."),
    ("words.brand", "ar", "14-17", "كتب له على WhatsApp."),
    ("words.body", "en", "8-10", "He wants a naked picture."),
    ("words.body", "en", "14-17", "It is porn."),
    ("words.body", "ar", "8-10", "يريد صورة عارية."),
    ("words.body", "ar", "14-17", "محتوى إباحيّ."),
    ("words.grooming", "en", "5-7", "This is called grooming."),
    ("words.grooming", "ar", "5-7", "هذا اسمه الاستدراج."),
    ("words.extortion", "en", "8-10", "Somebody blackmails Sam."),
    ("words.extortion", "en", "11-13", "This is called sextortion."),
    ("words.extortion", "ar", "8-10", "يبتزّ أحدهم سام."),
    ("words.extortion", "ar", "11-13", "هذا هو الابتزاز الجنسي."),
    ("words.proof", "en", "14-17", "First, delete the whole chat."),
    ("words.proof", "en", "adults", "Pay what they ask."),
    ("words.proof", "ar", "14-17", "امسح المحادثة أوّلًا."),
    ("words.proof", "ar", "adults", "ادفعوا ما يطلبه."),
    ("words.law", "en", "14-17", "Sharing it is against the law."),
    ("words.law", "ar", "14-17", "إرسالها جريمة."),
    ("words.harm", "en", "8-10", "The post is about suicide."),
    ("words.harm", "en", "14-17", "They tell her to kill herself."),
    ("words.harm", "ar", "8-10", "منشور عن الانتحار."),
    ("words.harm", "ar", "14-17", "قالوا لها: اقتلي نفسك."),
    ("words.asking", "en", "11-13", "Has this ever happened to you?"),
    ("words.asking", "ar", "11-13", "هل حدث لك شيء كهذا؟"),
    ("words.stranger", "en", "8-10", "Never talk to strangers."),
    ("words.stranger", "ar", "8-10", "لا تتحدّث مع الغرباء."),
    ("words.praise", "en", "5-7", "Clever girl!"),
    ("words.praise", "ar", "5-7", "يا شاطرة!"),
    ("words.verdict", "en", "8-10", "Game over."),
    ("words.verdict", "en", "8-10", "Wrong answer!"),
    ("words.verdict", "ar", "8-10", "انتهت اللعبة."),
    ("words.verdict", "ar", "8-10", "إجابة خاطئة!"),
]

FINE = [
    ("words.blame", "en", "11-13", "It is never the child’s fault."),
    ("words.blame", "en", "11-13", "It’s not your fault, and you’re not in trouble."),
    ("words.blame", "en", "11-13", "The one who pushes is at fault."),
    ("words.blame", "ar", "11-13", "مهما حدث، فالذنب ليس ذنبكِ."),
    ("words.blame", "ar", "11-13", "الخطوة الأولى أن نخبر أحدًا."),
    ("words.blame", "ar", "14-17", "نساعد صديقنا على إصلاح خطئه."),
    ("words.fear", "en", "11-13", "It is not too late to tell."),
    ("words.fear", "en", "8-10", "Nothing stays online forever: it can be mended."),
    ("words.fear", "ar", "11-13", "لم يفت الأوان."),
    ("words.fear", "ar", "8-10", "الأبد كلمة طويلة."),
    ("words.extortion", "en", "14-17", "This is called sextortion."),
    ("words.extortion", "en", "11-13", "A threat to share it is blackmail."),
    ("words.extortion", "ar", "14-17", "هذا هو الابتزاز الجنسي."),
    ("words.extortion", "ar", "11-13", "التهديد بنشرها ابتزاز."),
    ("words.proof", "en", "14-17", "Do not delete the chat: it is proof."),
    ("words.proof", "en", "14-17", "Never pay what they ask."),
    ("words.proof", "en", "8-10", "Delete the spam."),
    ("words.proof", "ar", "14-17", "لا تحذف المحادثة فهي دليل."),
    ("words.proof", "ar", "14-17", "لا تدفع ما يطلبه."),
    ("words.law", "en", "11-13", "Whoever shares it does wrong."),
    ("words.law", "en", "adults", "It may be a crime; ask a lawyer."),
    ("words.law", "ar", "11-13", "من ينشرها يخطئ."),
    ("words.law", "ar", "adults", "قد تكون جريمة."),
    ("words.device", "en", "8-10", "Aunt Dana does not take the phone away."),
    ("words.device", "en", "8-10", "Take the phone to Aunt Dana."),
    ("words.device", "ar", "8-10", "لا تأخذ الخالة الهاتف منه."),
    ("words.device", "ar", "8-10", "الهاتف يبقى معك."),
    ("words.brand", "en", "14-17", "A video app, a game and a chat."),
    ("words.brand", "ar", "14-17", "تطبيق فيديو ودردشة ولعبة."),
    ("words.body", "en", "14-17", "Someone threatens to share a nude."),
    ("words.body", "en", "8-10", "Nobody may ask for private pictures. Essex is far."),
    ("words.body", "ar", "14-17", "يهدّده بنشر صورة عارية."),
    ("words.body", "ar", "8-10", "لا أحد يطلب صورًا خاصّة."),
    ("words.grooming", "en", "11-13", "It is called grooming."),
    ("words.grooming", "en", "5-7", "A bridegroom sings."),
    ("words.grooming", "ar", "11-13", "اسمه الاستدراج."),
    ("words.harm", "en", "11-13", "A skill to learn. Someone feels very bad."),
    ("words.harm", "ar", "11-13", "شخص يشعر بضيق شديد."),
    ("words.asking", "en", "11-13", "What could Sam do when this happens?"),
    ("words.asking", "ar", "11-13", "ماذا يستطيع سام أن يفعل؟"),
    ("words.stranger", "en", "8-10", "It can be someone you know."),
    ("words.stranger", "ar", "8-10", "قد يكون شخصًا تعرفه."),
    ("words.praise", "en", "5-7", "You checked the sender."),
    ("words.praise", "ar", "5-7", "تحقّقت من المرسل."),
    ("words.verdict", "en", "8-10", "The one who pushes is wrong."),
    ("words.verdict", "ar", "8-10", "المخطئ هو من يضغط."),
]


@pytest.mark.parametrize(("rule", "language", "band", "words"), CAUGHT)
def test_it_is_caught(rule: str, language: str, band: str, words: str) -> None:
    finding = said(language, words, band if band in Band.values else "").get(rule)

    assert finding is not None
    assert finding.place.content_path == "steps.s-text.body"
    assert finding.advice == str(ADVICE[rule])


@pytest.mark.parametrize(("rule", "language", "band", "words"), FINE)
def test_it_is_left_alone(rule: str, language: str, band: str, words: str) -> None:
    assert rule not in said(language, words, band)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_rule_of_a_list_has_advice_and_a_case(language: str) -> None:
    rules = {pattern.rule for pattern in word_list(language).patterns}

    assert rules == set(ADVICE)
    assert rules == {rule for rule, code, *_more in CAUGHT if code == language}
    assert rules == {rule for rule, code, *_more in FINE if code == language}


def test_the_words_are_shown_as_they_were_written() -> None:
    assert "ذَنْبُكَ" in said("ar", "هٰذا ذَنْبُكَ أنت.")["words.blame"].message
    assert "SHOULDN’T HAVE" in said("en", "He SHOULDN’T HAVE.")["words.blame"].message


def test_a_weaker_rule_for_older_children_is_a_warning() -> None:
    words = "This is grooming."
    assert said("en", words, "5-7")["words.grooming"].level == Level.ERROR
    assert said("en", words, "8-10")["words.grooming"].level == Level.WARNING


def test_what_others_say_is_judged_as_theirs() -> None:
    chat = questions.chat() | {
        "nodes": [
            node(
                "start",
                messages=[
                    entry({"sender": "sam", "text": "It is my own stupid fault."}),
                    entry({"text": "Sam thinks that you should have known."}, "told"),
                ],
                choices=[
                    way("You should have known", weight="unhelpful", goto="good"),
                    way("You should have asked", weight="helpful", goto="good"),
                ],
            ),
            questions.ending("good"),
        ]
    }
    places = [
        finding.place.path[-2:]
        for finding in found(
            draft(steps=[factories.step("chat", "c", **chat)]), "words.blame"
        )
    ]
    assert places == [("told", "text"), ("way-You should have asked", "text")]


def test_a_brand_is_a_brand_whoever_says_it() -> None:
    chat = questions.chat()
    chat["nodes"][0]["value"]["messages"][0]["value"]["text"] = "Come to Snapchat!"
    steps = [factories.step("chat", "c", **chat)]

    assert found(draft(steps=steps), "words.brand")


@pytest.mark.parametrize(
    ("prompt", "caught"),
    [
        ("Omar says: “I did something stupid.” What now?", False),
        ("عمر يقول: «أنا غبي». ماذا نفعل؟", False),
        ("Omar did something stupid. What now?", True),
    ],
)
def test_a_prompt_may_tell_what_somebody_says(prompt: str, caught: bool) -> None:
    language = "ar" if "عمر" in prompt else "en"
    steps = [factories.choice_step(prompt=prompt)]

    assert bool(found(draft(language, steps=steps), "words.blame")) is caught


def test_a_tempting_answer_may_be_unkind_and_the_right_one_not() -> None:
    def options(right: str, wrong: str) -> list:
        return [
            factories.choice_step(
                options=[
                    entry(
                        questions.option(right, correct=True, feedback="Yes."), "right"
                    ),
                    entry(questions.option(wrong, feedback="It hurts."), "wrong"),
                ]
            )
        ]

    unkind, kind = "It is your fault.", "I believe you."
    assert not found(draft(steps=options(kind, unkind)), "words.blame")
    caught = found(draft(steps=options(unkind, kind)), "words.blame")
    assert {finding.place.path[3] for finding in caught} == {"right"}


def test_notes_for_educators_may_name_what_a_child_must_not_read() -> None:
    notes = "<p>Suicide and sexual pressure may come up. Watch TikTok.</p>"
    read = draft(band="8-10", educator_notes=notes)

    assert not found(read, "words.body")
    assert not found(read, "words.harm")
    assert found(read, "words.brand")
    # Not even in a class.
    asked = draft(educator_notes="<p>Ask: did this happen to you?</p>")
    assert found(asked, "words.asking")
    warned = draft(educator_notes="<p>Never ask “Has this happened to you?”</p>")
    assert not found(warned, "words.asking")


def test_a_language_without_a_list_is_not_checked_for_words() -> None:
    assert word_list("fr") is None
    assert not found(draft("fr", summary="TikTok"), "words.brand")
