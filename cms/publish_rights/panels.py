"""What the review knows, in the editor of a module."""

from django.utils import timezone

from wagtail.admin.panels import Panel

from cms.publish_rights import gate


class ReviewPanel(Panel):
    """When the module was reviewed, when it is due again, and who may publish it."""

    class BoundPanel(Panel.BoundPanel):
        """The panel in the form of one module."""

        template_name = "cms/publish_rights/panel.html"

        def get_context_data(
            self, parent_context: dict[str, object] | None = None
        ) -> dict[str, object]:
            """Add the review dates, and whether a safeguarding lead has to see it."""
            is_saved = bool(self.instance.pk)
            due = self.instance.review_due if is_saved else None
            review = getattr(self.instance, "review", None) if is_saved else None
            return super().get_context_data(parent_context) | {
                "review": review,
                "is_overdue": bool(due and due <= timezone.localdate()),
                "is_guarded": is_saved and gate.is_guarded(self.instance),
            }
