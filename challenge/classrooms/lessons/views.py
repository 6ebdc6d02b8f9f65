"""The pages of lessons: the list, one lesson, before a sensitive one, its pack, its slides."""

from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView

from challenge.accounts.models import User
from challenge.classrooms import assigning
from challenge.classrooms.educator_pages.forms import BeforeForm, GiveForm
from challenge.classrooms.educator_pages.qr import square_of
from challenge.classrooms.educator_pages.showing import lines_shown
from challenge.classrooms.lessons import finding, lesson, sharing
from challenge.classrooms.lessons.lesson import Lesson
from challenge.classrooms.lessons.pack import pack
from challenge.classrooms.lessons.rules import GENERAL, SENSITIVE
from challenge.classrooms.lessons.slides import slides_of
from challenge.classrooms.page_access import EducatorMixin
from challenge.errors import Refused
from cms.choices import Topic
from cms.languages import page_locale

# Where the session keeps the sensitive lessons that its educator has opened.
OPENED = "lessons_opened"
# What "before you start" leads on to.
ONWARDS = {
    "": "educators:lesson",
    "slides": "educators:lesson_slides",
    "print": "educators:lesson_print",
}


class LessonsView(EducatorMixin, TemplateView):
    """All lessons by topic; ``?for=``, ``?topic=`` and ``?q=`` leave some of them."""

    template_name = "lessons/lessons.html"
    http_method_names = ["get", "head"]

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        """Add ``topics`` with their lessons, how many there are, and what may be chosen."""
        wish = finding.wanted(self.request.GET)
        topics = finding.lessons_by_topic(page_locale(), wish)
        return super().get_context_data(
            wish=wish,
            topics=topics,
            count=sum(len(topic["lessons"]) for topic in topics),
            audiences=finding.AUDIENCES,
            all_topics=Topic.choices,
            **kwargs,
        )


class LessonMixin(EducatorMixin):
    """A page of the lesson that the address names; 404 where there is none."""

    @cached_property
    def lesson(self) -> Lesson:
        """The lesson in the language of the page, or else in the site's own."""
        found = lesson.find(self.kwargs["key"], page_locale())
        if found is None:
            raise Http404
        return found

    @cached_property
    def is_opened(self) -> bool:
        """Return whether this educator may lead it now."""
        opened = self.request.session.get(OPENED, [])
        return lesson.is_opened(self.lesson, self.educator, opened)

    @property
    def educator(self) -> User:
        """Return who is signed in."""
        return cast(User, self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        """Add ``lesson``, ``is_opened``, and ``lang`` and ``dir`` of what it says."""
        shared = {
            "lesson": self.lesson,
            "is_opened": self.is_opened,
            "lang": self.lesson.payload["locale"],
            "dir": self.lesson.payload["dir"],
        }
        return super().get_context_data(**shared | kwargs)


class LessonView(LessonMixin, TemplateView):
    """One lesson: what it is for, how it goes, and what to do with it."""

    template_name = "lessons/lesson.html"
    http_method_names = ["get", "head", "post"]

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        """Add everything that the page shows; constant queries, however many classes."""
        found = self.lesson
        plan, notes = lesson.plan_and_notes(found.teaching.educator_notes)
        address = self.request.build_absolute_uri(found.summary["url"])
        return super().get_context_data(
            is_lesson_page=True,
            plan=plan,
            notes=notes,
            tags=lesson.tags_of(found),
            things=lesson.things_to_prepare(found),
            rules=GENERAL,
            more_rules=SENSITIVE if found.is_sensitive else (),
            classes=lesson.classes_for(found, self.educator),
            address=address,
            qr=square_of(address),
            ways=sharing.ways_to_share(address, found.summary["title"]),
            **kwargs,
        )

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Give it to the class that the button names."""
        form = GiveForm(request.POST, educator=self.educator)
        if not form.is_valid():
            raise Http404
        room = form.cleaned_data["room"]
        try:
            assigning.assign(room, self.lesson.key)
        except Refused as refused:
            messages.warning(request, str(refused.message))
        else:
            messages.success(request, _("“%(name)s” has it now.") % {"name": room.name})
        return redirect("educators:lesson", self.lesson.key)


class BeforeLessonView(LessonMixin, FormView):
    """The steps before a sensitive lesson; it opens when all are ticked."""

    template_name = "lessons/before.html"
    form_class = BeforeForm

    @cached_property
    def onwards(self) -> str:
        """Where to go from here."""
        name = ONWARDS.get(self.request.GET.get("next", ""), ONWARDS[""])
        return reverse(name, args=[self.lesson.key])

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        """Add ``lines``: whom to call in the site's country; and ``onwards``."""
        if not self.lesson.is_sensitive:
            raise Http404
        lines = lines_shown(settings.DEFAULT_COUNTRY, page_locale())
        return super().get_context_data(lines=lines, onwards=self.onwards, **kwargs)

    def form_valid(self, form: BeforeForm) -> HttpResponse:
        """Open the lesson for this educator until the session ends."""
        if not self.lesson.is_sensitive:
            raise Http404
        opened = set(self.request.session.get(OPENED, []))
        self.request.session[OPENED] = sorted({*opened, self.lesson.key})
        return redirect(self.onwards)


class LedView(LessonMixin, TemplateView):
    """A page to lead a lesson with: a sensitive one leads to "before you start" first."""

    http_method_names = ["get", "head"]
    # As in ONWARDS.
    name = ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it, or what comes before."""
        if self.is_opened:
            return super().get(request, *args, **kwargs)
        before = reverse("educators:lesson_before", args=[self.lesson.key])
        return redirect(f"{before}?next={self.name}")


class PackView(LedView):
    """The lesson on paper: all of it, or the part that ``?part=`` names."""

    template_name = "lessons/print.html"
    name = "print"

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        """Add ``sections``, those that are ``shown``, and ``part``; "" for all of them."""
        sections = pack(self.lesson.payload)
        wanted = self.request.GET.get("part", "")
        part = wanted if wanted in [section.name for section in sections] else ""
        return super().get_context_data(
            sections=sections,
            part=part,
            shown=[each for each in sections if part in ("", each.name)],
            **kwargs,
        )


class SlidesView(LedView):
    """The lesson on the projector, a slide a screen; one below the other without scripts."""

    template_name = "lessons/slides.html"
    name = "slides"

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        """Add ``slides``, and ``lines``: the numbers on the last one."""
        return super().get_context_data(
            slides=slides_of(self.lesson),
            lines=lines_shown(settings.DEFAULT_COUNTRY, self.lesson.payload["locale"]),
            **kwargs,
        )
