"""The words to look for, as safeguarding leads edit them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
)
from wagtail.admin.ui.tables import Column
from wagtail.models import Locale
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.checks.models import ListedPhrase, WordRule
from cms.checks.wordlists import shipped_phrases


class ShippedPanel(Panel):
    """The shipped lists, to look a phrase up in."""

    class BoundPanel(Panel.BoundPanel):
        """The panel in a form."""

        template_name = "cms/checks/shipped.html"

        @property
        def media(self) -> forms.Media:
            """Return the style of the lists."""
            return forms.Media(css={"all": ["cms/checks.css"]})

        def get_context_data(
            self, parent_context: dict[str, object] | None = None
        ) -> dict[str, object]:
            """Add the phrases of each language by rule."""
            names = dict(WordRule.choices)
            lists = [
                (
                    locale,
                    [
                        (names.get(rule, rule), phrases)
                        for rule, phrases in shipped_phrases(
                            locale.language_code
                        ).items()
                    ],
                )
                for locale in Locale.objects.all()
            ]
            return super().get_context_data(parent_context) | {"lists": lists}


class ListedPhraseViewSet(SnippetViewSet):
    """Words that the checks look for beside the shipped lists, or no longer do."""

    model = ListedPhrase
    icon = "search"
    menu_label = _("Words to look for")
    menu_name = "words-to-look-for"
    menu_order = 230
    add_to_admin_menu = True
    list_display = [
        "phrase",
        Column("locale", label=_("Language"), sort_key="locale"),
        Column("get_rule_display", label=_("Rule"), sort_key="rule"),
        Column("get_deed_display", label=_("What to do"), sort_key="deed"),
        Column("get_level_display", label=_("Weight"), sort_key="level"),
        Column("note", label=_("Why")),
    ]
    list_filter = ["locale", "rule", "deed"]
    search_fields = ["phrase", "note"]
    list_export = [
        "locale",
        "rule",
        "deed",
        "phrase",
        "level",
        "audience",
        "where",
        "unless",
        "note",
    ]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("locale"), FieldPanel("rule")]),
            FieldPanel("deed"),
            FieldPanel("phrase"),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("level"), FieldPanel("audience")]),
                    FieldPanel("where"),
                    FieldPanel("unless"),
                ],
                heading=_("When it is looked for"),
            ),
            FieldPanel("note"),
            ShippedPanel(heading=_("What the shipped lists look for")),
        ]
    )

    def get_queryset(self, request: Any) -> Any:
        """Fetch the languages with the phrases."""
        return ListedPhrase.objects.select_related("locale")
