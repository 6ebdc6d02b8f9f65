"""What a class is to play: choosing, ordering, and opening what is sensitive."""

import datetime
import itertools
import uuid
from dataclasses import dataclass
from typing import Any, TypedDict

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView

from challenge.classrooms import assigning, services
from challenge.classrooms.educator_pages import forms
from challenge.classrooms.educator_pages.showing import lines_shown
from challenge.classrooms.locks import is_locked
from challenge.classrooms.models import Assignment, Classroom
from challenge.classrooms.page_access import ClassMixin
from cms.choices import Band, Topic
from cms.languages import page_locale
from cms.publications import catalogue
from cms.publications.payload import ModuleSummaryData


@dataclass(frozen=True, slots=True)
class TaskShown:
    """An assignment in the words of a page."""

    uid: uuid.UUID
    module: str
    title: str
    url: str
    topic_label: str
    due_on: datetime.date | None
    note: str
    is_locked: bool
    is_gone: bool


def tasks_shown(classroom: Classroom, locale: str) -> list[TaskShown]:
    """Word the assignments of a class in their order; two queries."""
    tasks = list(classroom.assignments.all())
    modules = catalogue.summaries_of({task.module for task in tasks}, locale)
    return [_shown(classroom, task, modules.get(task.module)) for task in tasks]


def _shown(
    classroom: Classroom, task: Assignment, module: ModuleSummaryData | None
) -> TaskShown:
    topic = module["topic"] if module else ""
    return TaskShown(
        uid=task.uid,
        module=task.module,
        title=module["title"] if module else task.module,
        url=module["url"] if module else "",
        topic_label=str(Topic(topic).label) if topic else "",
        due_on=task.due_on,
        note=task.note,
        is_locked=module is not None
        and is_locked(module["sensitivity"], task.module, classroom.unlocked),
        is_gone=module is None,
    )


class ModuleChoice(ModuleSummaryData):
    """A module to choose; ``is_chosen`` is ticked in the form."""

    is_there: bool
    is_sensitive: bool
    is_chosen: bool


class ChoiceGroup(TypedDict):
    """The modules of one age and topic; ``has_path`` where all can be added at once."""

    topic: str
    label: str | Promise
    band_label: str | Promise
    modules: list[ModuleChoice]
    has_path: bool


def _choice(classroom: Classroom, locale: str) -> list[ChoiceGroup]:
    """Return the modules that a class can play, by age and topic, in the words of a language.

    The class's own age comes first; only it has whole paths.
    """
    titles = catalogue.titles(locale)
    there = set(classroom.assignments.values_list("module", flat=True))
    modules: list[ModuleChoice] = [
        {
            **module,
            "title": titles.get(key, module["title"]),
            "is_there": key in there,
            "is_sensitive": assigning.is_sensitive(module),
            "is_chosen": key in there,
        }
        for key, module in assigning.assignable(classroom).items()
    ]
    groups: list[ChoiceGroup] = []
    for band, topic in itertools.product(reversed(Band.values), Topic):
        own = [
            each for each in modules if (each["band"], each["topic"]) == (band, topic)
        ]
        if own:
            is_own = band == classroom.band
            left = sum(not module["is_there"] for module in own)
            groups.append(
                {
                    "topic": topic.value,
                    "label": topic.label,
                    "band_label": "" if is_own else Band(band).label,
                    "modules": own,
                    "has_path": is_own and len(own) > 1 and left > 0,
                }
            )
    return groups


class TasksView(ClassMixin, FormView):
    """Choose modules, and put them in order."""

    template_name = "educator_pages/tasks.html"
    form_class = forms.TasksForm

    @cached_property
    def groups(self) -> list[ChoiceGroup]:
        """What there is to choose from."""
        return _choice(self.classroom, page_locale())

    def get_form_kwargs(self) -> dict[str, object]:
        """Add what may be chosen."""
        keys = [module["key"] for group in self.groups for module in group["modules"]]
        return super().get_form_kwargs() | {
            "modules": keys,
            "topics": [group["topic"] for group in self.groups],
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        """Add ``tasks`` and ``groups``; what was ticked stays ticked."""
        ticked = set(self.request.POST.getlist("modules"))
        for group in self.groups:
            for module in group["modules"]:
                module["is_chosen"] = module["is_there"] or module["key"] in ticked
        tasks = tasks_shown(self.classroom, page_locale())
        return super().get_context_data(tasks=tasks, groups=self.groups, **kwargs)

    def form_valid(self, form: forms.TasksForm) -> HttpResponse:
        """Add them; what another tab has added meanwhile is there once."""
        data = form.cleaned_data
        if data["topic"]:
            path = (group["modules"] for group in self.groups if group["has_path"])
            wanted = [
                module["key"]
                for module in itertools.chain(*path)
                if module["topic"] == data["topic"]
            ]
        else:
            wanted = data["modules"]
        new = assigning.assign_all(
            self.classroom, wanted, due_on=data["due_on"], note=data["note"]
        )
        if new:
            messages.success(self.request, _("Added. The class sees it now."))
        else:
            messages.info(self.request, _("All of this was there already."))
        return redirect("educators:tasks", self.classroom.uid)


class TaskView(ClassMixin, FormView):
    """One thing to play: its day and note; up, down, or away."""

    template_name = "educator_pages/task_edit.html"
    form_class = forms.TaskForm

    @cached_property
    def task(self) -> Assignment:
        """The assignment that the address names; Http404 if the class has none such."""
        task = self.classroom.assignments.filter(uid=self.kwargs["task_uid"]).first()
        if task is None:
            raise Http404
        return task

    def get_form_kwargs(self) -> dict[str, object]:
        """Add it as it is now."""
        return super().get_form_kwargs() | {"task": self.task}

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        """Add ``task`` in words."""
        found = catalogue.summaries_of({self.task.module}, page_locale())
        shown = _shown(self.classroom, self.task, found.get(self.task.module))
        return super().get_context_data(task=shown, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Move it, take it away, or save its day and note."""
        if not self.classroom.assignments.filter(uid=self.kwargs["task_uid"]).exists():
            messages.warning(request, _("This is no longer among what to play."))
            return redirect("educators:tasks", self.classroom.uid)
        act = request.POST.get("act", "")
        if act in ("up", "down"):
            keys = list(self.classroom.assignments.values_list("pk", flat=True))
            place = keys.index(self.task.pk) + (-1 if act == "up" else 1)
            assigning.change(self.task, {"position": place})
        elif act == "remove":
            assigning.unassign(self.task)
            messages.success(request, _("Taken away. What was played stays played."))
        else:
            return super().post(request, *args, **kwargs)
        return redirect("educators:tasks", self.classroom.uid)

    def form_valid(self, form: forms.TaskForm) -> HttpResponse:
        """Save day and note."""
        assigning.change(self.task, form.cleaned_data)
        messages.success(self.request, _("Saved."))
        return redirect("educators:tasks", self.classroom.uid)


class BeforeView(ClassMixin, FormView):
    """The steps before a sensitive module; it opens when all are ticked."""

    template_name = "educator_pages/before.html"
    form_class = forms.BeforeForm

    @cached_property
    def module(self) -> ModuleSummaryData:
        """The sensitive module of this class that the address names; else Http404."""
        key = self.kwargs["module"]
        known = assigning.assignable(self.classroom).get(key)
        if known is None or not assigning.is_sensitive(known):
            raise Http404
        return catalogue.summaries_of({key}, page_locale()).get(key, known)

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        """Add ``module``, ``is_unlocked``, and ``lines``: whom to call in the country."""
        return super().get_context_data(
            module=self.module,
            is_unlocked=self.module["key"] in self.classroom.unlocked,
            lines=lines_shown(self.classroom.country, page_locale()),
            **kwargs,
        )

    def form_valid(self, form: forms.BeforeForm) -> HttpResponse:
        """Open the module for the class."""
        services.unlock(self.classroom, self.module["key"])
        messages.success(
            self.request,
            _("“%(title)s” is open for this class.") % {"title": self.module["title"]},
        )
        return redirect("educators:class", self.classroom.uid)
