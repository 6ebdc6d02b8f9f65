"""What an editor's browser posts for a module."""

from typing import Any

from wagtail.test.utils.form_data import rich_text

from cms.pages.module import ModulePage
from tests import factories
from tests.quizzes.forms import posted_block


def module_form(action: str = "", **more: Any) -> dict[str, Any]:
    """Return the posted fields of a module, steps and outcomes as they are stored.

    ``action`` is "action-publish" or "action-submit"; without one it is a draft.
    """
    fields = factories.module_fields(
        steps=[factories.choice_step(), factories.chat_step()],
        educator_notes=rich_text("<p>Sit in a circle.</p>"),
        minutes=10,
        risk_kind="cross",
        itu_band="9-12",
        sensitivity=0,
        before="",
        image_alt="",
        comment_notifications="",
    )
    data = fields | more
    for name in ("steps", "outcomes"):
        block = ModulePage._meta.get_field(name).stream_block
        data.update(posted_block(block, block.to_python(data.pop(name)), name))
    return data | ({action: "1"} if action else {})
