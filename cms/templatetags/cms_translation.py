"""What the translation editor shows beside its texts."""

from typing import Any

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from wagtail.models import DraftStateMixin, WorkflowMixin

from cms.pages.module import ModulePage
from cms.translation import permissions
from cms.translation.states import progress

register = template.Library()

# Where wagtail-localize's script draws the texts.
TEXTS = '<div class="js-translation-editor"'


@register.simple_tag(takes_context=True)
def above_texts(context: Context, page: SafeString) -> SafeString:
    """Return the content of wagtail-localize's editor, with the translation's state in it.

    The state and the buttons stand before the texts, for those who read and those who
    listen; at the end, if the editor should look otherwise one day.
    """
    bar = render_to_string(
        "cms/translation/bar.html", _bar(context), context["request"]
    )
    before, texts, after = page.partition(TEXTS)
    return mark_safe(before + bar + texts + after)  # noqa: S308 -- rendered templates


@register.simple_tag
def snippet_review(instance: Any) -> dict[str, str]:
    """Return where a snippet's reviews are told, and the name of where versions are compared.

    Empty for a page, and for a snippet that has no reviews.
    """
    viewset = getattr(instance, "snippet_viewset", None)
    if viewset is None or not isinstance(instance, WorkflowMixin) or not instance.pk:
        return {}
    history = reverse(viewset.get_url_name("workflow_history"), args=[instance.pk])
    return {"history": history, "compare": viewset.get_url_name("revisions_compare")}


def _bar(context: Context) -> dict[str, object]:
    translation, instance = context["translation"], context["instance"]
    count = progress(translation)
    published = getattr(instance, "last_published_at", None)
    state = getattr(instance, "current_workflow_state", None)
    return {
        "translation": translation,
        "instance": instance,
        "progress": count,
        "unpublished": bool(count.typed and published and count.typed > published),
        "has_drafts": isinstance(instance, DraftStateMixin),
        "is_module": isinstance(instance, ModulePage),
        "workflow": permissions.workflow_for(instance, context["request"].user),
        "review": state.current_task_state.task.name if state else "",
    }
