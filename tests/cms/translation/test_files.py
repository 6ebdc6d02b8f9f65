"""Translations that leave as PO files and come back, whole or broken."""

import html
from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from wagtail_localize.models import StringTranslation, Translation

import polib
import pytest

from cms.pages.module import ModulePage
from cms.translation import po
from quizzes.kinds.ids import public_id
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def translation(editor: Client) -> Translation:
    """A module that was sent for translation into Arabic, with nothing translated yet."""
    factories.translated_site()
    page = factories.module(
        educator_notes='<p>Sit in a <a href="https://example.org/">circle</a>.</p>',
        steps=[
            factories.choice_step(),
            factories.step(
                "gap",
                "s-gap",
                prompt="Fill it",
                text="Tell {1}.",
                wrong="Read it again.",
            ),
        ],
    )
    url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    editor.post(url, {"locales": [factories.locale("ar").pk]})
    return Translation.objects.get(source__object_id=page.translation_key)


@pytest.fixture
def download(editor: Client, translation: Translation) -> Callable[[], polib.POFile]:
    def get() -> polib.POFile:
        url = reverse("wagtail_localize:download_pofile", args=[translation.pk])
        return polib.pofile(editor.get(url).content.decode())

    return get


@pytest.fixture
def upload(editor: Client, translation: Translation) -> Callable:
    def post(data: bytes | str | polib.POFile, *, to: Translation | None = None):
        data = data if isinstance(data, bytes) else str(data).encode()
        url = reverse("wagtail_localize:upload_pofile", args=[(to or translation).pk])
        file = SimpleUploadedFile("words.po", data)
        return editor.post(url, {"file": file}, follow=True)

    return post


def words_of(response) -> str:
    return html.unescape(response.content.decode())


def find(file: polib.POFile, source: str) -> polib.POEntry:
    return next(entry for entry in file if entry.msgid == source)


def test_a_file_goes_out_and_comes_back_with_every_text(download, upload, translation):
    file = download()
    for entry in file:
        entry.msgstr = entry.msgid.replace("Tell", "أخبر").replace("Sit", "اجلس")

    response = upload(file)

    assert response.status_code == 200
    assert f"{len(file)} translations were imported." in words_of(response)
    assert StringTranslation.objects.filter(locale__language_code="ar").count() == len(
        file
    )
    assert translation.get_progress() == (len(file), len(file))
    assert {entry.msgstr for entry in download()} == {entry.msgstr for entry in file}
    again = upload(download())
    assert "0 translations were imported." in words_of(again)


def test_texts_without_a_translation_stay_as_they_are(download, upload, translation):
    file = download()
    find(file, "Storm").msgstr = "عاصفة"

    words = words_of(upload(file))

    assert "1 translation was imported." in words
    assert f"{len(file) - 1} texts have no translation yet." in words
    file = download()
    find(file, "Storm").msgstr = ""
    upload(file)
    assert find(download(), "Storm").msgstr == "عاصفة"


def test_what_a_program_marks_as_unsure_is_left_out(download, upload):
    file = download()
    find(file, "Storm").msgstr = "عاصفة"
    find(file, "Storm").flags.append("fuzzy")

    assert "1 was left out: the file marks it as unsure." in words_of(upload(file))
    assert find(download(), "Storm").msgstr == ""


def test_a_text_that_the_page_has_no_more_is_named(download, upload):
    file = download()
    find(file, "Storm").msgstr = "عاصفة"
    file.append(polib.POEntry(msgctxt="title", msgid="An old title", msgstr="قديم"))

    words = words_of(upload(file))

    assert "1 translation was imported." in words
    assert "“An old title”" in words


def test_a_latin_9_file_says_so_and_is_read(download, upload):
    file = download()
    file.encoding = "iso-8859-15"
    file.metadata["Content-Type"] = "text/plain; charset=iso-8859-15"
    find(file, "Storm").msgstr = "Œuvre"

    upload(str(file).encode("iso-8859-15"))

    assert find(download(), "Storm").msgstr == "Œuvre"


def broken(file: polib.POFile, how: str) -> bytes:
    """Return a file with a good title and something wrong elsewhere."""
    find(file, "Storm").msgstr = "عاصفة"
    text = str(file)
    if how == "link":
        find(file, 'Sit in a <a id="a1">circle</a>.').msgstr = "اجلس في حلقة."
    elif how == "another link":
        find(file, 'Sit in a <a id="a1">circle</a>.').msgstr = '<a id="a7">حلقة</a>'
    elif how == "tag":
        find(file, "What do you do?").msgstr = "ماذا <script>تفعل</script>؟"
    elif how == "half a tag":
        find(file, 'Sit in a <a id="a1">circle</a>.').msgstr = '<a id="a1">حلقة'
    elif how == "gap":
        find(file, "Tell {1}.").msgstr = "أخبر."
    elif how == "another gap":
        find(file, "Tell {1}.").msgstr = "أخبر {1} {2}."
    elif how == "long":
        find(file, "What do you do?").msgstr = "ماذا " * 400
    elif how == "plural":
        file.append(polib.POEntry(msgid="a", msgid_plural="b", msgstr_plural={0: "c"}))
    elif how == "twice":
        file.append(polib.POEntry(msgctxt="title", msgid="Storm", msgstr="أخرى"))
    else:
        return {
            "quotation mark": text.replace('msgstr "عاصفة"', 'msgstr "عاصفة').encode(),
            "keyword": text.replace('msgid "Storm"', 'msgsomething "Storm"').encode(),
            "no PO": b"PK\x03\x04 a zip\n file",
            "picture": b"\x89PNG\r\n\x1a\n\0\0\0",
            "empty": b"",
            "one line": b"/etc/hostname",
            "charset": text.encode("windows-1256"),
            "unknown charset": text.replace("=utf-8", "=klingon").encode(),
            "utf-16": text.encode("utf-16"),
            "nothing of the page": text.split("\nmsgctxt")[0].encode()
            + b'\n\nmsgctxt "x"\nmsgid "x"\nmsgstr "y"\n',
            "no header": text[text.index("msgctxt") :].encode(),
            "strange header": text.replace(
                "TranslationID: ", "TranslationID: x"
            ).encode(),
            "nul": text.replace("عاصفة", "عا\0صفة").encode(),
            "too big": text.encode() + b"\n" * po.MAX_BYTES,
        }[how]
    return str(file).encode()


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ("quotation mark", "a quotation mark or a keyword is amiss"),
        ("keyword", "a quotation mark or a keyword is amiss"),
        ("no PO", "This is no PO file."),
        ("picture", "not in the encoding"),
        ("empty", "This is no PO file."),
        ("one line", "This is no PO file."),
        ("charset", "Save it as UTF-8"),
        ("unknown charset", "(klingon)"),
        ("utf-16", "(UTF-16)"),
        ("no header", "does not say which translation it is for"),
        ("strange header", "a translation that this site does not have"),
        ("nul", "This is no PO file."),
        ("too big", "larger than 2 MB"),
        ("nothing of the page", "None of its translated texts is in the page"),
        ("plural", "Texts here have no plural forms."),
        ("twice", "This text is in the file more than once."),
        ("link", 'The link <a id="a1"> of the original is missing'),
        ("another link", 'The original has no <a id="a7">.'),
        ("tag", "The original has no <script>."),
        ("half a tag", "A tag is opened and not closed"),
        ("gap", "{1} of the original is missing."),
        ("another gap", "The original has no {2} here."),
        ("long", "characters; "),
    ],
)
def test_a_bad_file_is_refused_with_its_reason_and_changes_nothing(
    how, told, download, upload, translation
):
    response = upload(broken(download(), how))

    assert response.status_code == 422
    assert told in words_of(response)
    assert "nothing has changed" in words_of(response)
    assert not StringTranslation.objects.exists()


def test_every_bad_line_is_named_with_its_number(download, upload):
    file = download()
    find(file, "Tell {1}.").msgstr = "أخبر."
    find(file, "What do you do?").msgstr = "<b>ماذا</b>؟"
    text = str(file)

    words = words_of(upload(text))

    for source in ("Tell {1}.", "What do you do?"):
        number = next(
            number
            for number, line in enumerate(text.splitlines(), 1)
            if line == f'msgid "{source}"'
        )
        # polib counts an entry from its first line, which is its context here.
        assert f"Line {number - 1}" in words or f"Line {number}" in words
        assert source in words


def test_the_file_of_another_page_is_refused_by_its_name(editor, upload, translation):
    other = factories.module(factories.track(), key="calm", slug="calm", title="Calm")
    url = reverse("wagtail_localize:submit_page_translation", args=[other.pk])
    editor.post(url, {"locales": [factories.locale("ar").pk]})
    theirs = Translation.objects.get(source__object_id=other.translation_key)
    file = theirs.export_po()
    for entry in file:
        entry.msgstr = "كلمة"

    response = upload(file)

    assert response.status_code == 422
    assert "The file is for “Calm” in Arabic." in words_of(response)
    assert not StringTranslation.objects.exists()


def test_gaps_may_be_written_in_arabic_digits(download, upload):
    file = download()
    find(file, "Tell {1}.").msgstr = "أخبر {١}."

    assert upload(file).status_code == 200
    assert find(download(), "Tell {1}.").msgstr == "أخبر {١}."


def test_a_form_without_a_file_and_the_page_itself_are_answered(editor, translation):
    url = reverse("wagtail_localize:upload_pofile", args=[translation.pk])

    assert "PO file" in words_of(editor.get(url))
    assert "This field is required." in words_of(editor.post(url, {}))
    missing = reverse("wagtail_localize:upload_pofile", args=[0])
    assert editor.get(missing, follow=True).status_code == 404


def test_only_who_may_edit_the_page_may_upload(client, translation, django_user_model):
    user = django_user_model.objects.create_user("outsider", password="x")
    client.force_login(user)
    url = reverse("wagtail_localize:upload_pofile", args=[translation.pk])

    response = client.post(url, {"file": SimpleUploadedFile("a.po", b"")})

    assert response.status_code == 302
    assert not StringTranslation.objects.exists()


def test_the_imported_words_are_published_and_ids_stay(
    editor, download, upload, translation, commits
):
    file = download()
    for entry in file:
        entry.msgstr = entry.msgid.replace("Storm", "عاصفة")
    upload(file)
    target = translation.get_target_instance()

    with commits():
        editor.post(
            reverse("wagtailadmin_pages:edit", args=[target.pk]), {"action": "publish"}
        )

    page = ModulePage.objects.get(pk=target.pk)
    assert page.live
    assert page.title == "عاصفة"
    assert [child.id for child in page.steps] == ["s-choice", "s-gap"]
    answer = editor.get("/api/v1/modules/t4-1113-storm/?locale=ar").json()
    assert answer["title"] == "عاصفة"
    assert {option["id"] for option in answer["steps"][0]["item"]["options"]} == {
        public_id("s-choice", id_) for id_ in ("tell", "wait")
    }
