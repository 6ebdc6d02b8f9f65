"""What others show in the form of a quiz."""

from typing import Any

from django import forms
from django.utils.safestring import SafeString, mark_safe

from wagtail import hooks
from wagtail.admin.panels import Panel


class HookPanel(Panel):
    """What the functions of a hook give: each takes request and object, and gives a
    component (or None), as on Wagtail's dashboard.
    """

    def __init__(self, hook: str, **kwargs: Any) -> None:
        """Ask the functions that are registered for ``hook``."""
        super().__init__(**kwargs)
        self.hook = hook

    def clone_kwargs(self) -> dict[str, object]:
        """Keep the hook when the panel is bound to a model."""
        return super().clone_kwargs() | {"hook": self.hook}

    class BoundPanel(Panel.BoundPanel):
        """The panel in the form of one object."""

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            given = (
                show(self.request, self.instance)
                for show in hooks.get_hooks(self.panel.hook)
            )
            self.components = [component for component in given if component]

        def is_shown(self) -> bool:
            """Return whether there is anything to show."""
            return bool(self.components)

        @property
        def media(self) -> forms.Media:
            """Return the styles and scripts of all components."""
            media = forms.Media()
            for component in self.components:
                media += component.media
            return media

        def render_html(
            self, parent_context: dict[str, object] | None = None
        ) -> SafeString:
            """Return the components one below the other."""
            parts = [c.render_html(parent_context) for c in self.components]
            return mark_safe("".join(parts))  # noqa: S308 -- each is safe
