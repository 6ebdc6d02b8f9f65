from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from cms.branch_map import urls as branch_map_urls
from cms.branch_map.viewsets import ModuleEditorViewSet
from cms.checks import gate, history, notices, quiz_panel, quizzes, showing, urls
from cms.checks.viewsets import ListedPhraseViewSet
from cms.coverage import urls as coverage_urls
from cms.coverage.menu import coverage_item
from cms.dashboard import panels as dashboard
from cms.editorial import notices as review_notices
from cms.editorial import urls as review_urls
from cms.editorial.reports import CurriculumReportItem
from cms.guide import menu as guide_menu
from cms.guide import urls as guide_urls
from cms.helplines import admin_urls as helpline_urls
from cms.helplines.viewsets import HelplineViewSet, offer_called
from cms.library.viewsets import GlossaryViewSet
from cms.module_list.viewsets import ModuleViewSet
from cms.packs import menu as packs_menu
from cms.packs import urls as packs_urls
from cms.pages.copying import give_own_checks
from cms.programme.viewsets import ProgrammeViewSetGroup
from cms.translation import services as translation_services
from cms.translation import urls as translation_urls
from cms.translation import views as translation_views
from cms.translation.menu import one_report, report_item

register_snippet(HelplineViewSet)
register_snippet(ListedPhraseViewSet)
register_snippet(GlossaryViewSet)
register_snippet(ProgrammeViewSetGroup)


@hooks.register("register_admin_viewset")
def register_modules():
    return ModuleViewSet()


@hooks.register("register_admin_viewset")
def register_module_editor():
    return ModuleEditorViewSet()


@hooks.register("register_icons")
def register_icons(icons):
    return [*icons, "cms/icons/branch-map.svg"]


@hooks.register("register_admin_urls")
def register_branch_map():
    return [path("branch-map/", include(branch_map_urls))]


@hooks.register("register_admin_urls")
def register_checks():
    return [path("checks/", include(urls))]


hooks.register("register_log_actions", history.register)
hooks.register("quiz_refusal", quizzes.refusal)
hooks.register("quiz_guard", quizzes.guard)
hooks.register("quiz_guard", translation_services.guard_quiz)
hooks.register("quiz_refusal", translation_services.untranslated)
# What the checks say comes first.
hooks.register("module_refusal", gate.refusal, order=-1)
hooks.register("module_refusal", translation_services.untranslated)
hooks.register("module_guard", gate.guard_module)
hooks.register("module_checks", showing.checks_for)
hooks.register("quiz_panel", quiz_panel.show_checks)
hooks.register("after_create_snippet", quiz_panel.tell_of_warnings)
hooks.register("after_edit_snippet", quiz_panel.tell_of_warnings)
hooks.register("register_page_header_buttons", notices.offer_checks)
hooks.register("register_page_listing_more_buttons", notices.offer_checks)


@hooks.register("register_admin_urls")
def register_translation():
    return [path("translations/", include(translation_urls)), *translation_urls.instead]


hooks.register("register_reports_menu_item", report_item)
hooks.register("register_reports_menu_item", coverage_item)
hooks.register("construct_reports_menu", one_report)
# Before wagtail-localize's own, which shows the editor.
for place in ("before_edit_page", "before_edit_snippet"):
    hooks.register(place, translation_views.check_before_publishing, order=-1)


@hooks.register("register_admin_urls")
def register_coverage():
    return [path("coverage/", include(coverage_urls))]


@hooks.register("register_admin_urls")
def register_guide():
    return [path("guide/", include(guide_urls))]


@hooks.register("register_admin_urls")
def register_helpline_checks():
    return [path("helplines/", include(helpline_urls))]


hooks.register("register_snippet_listing_buttons", offer_called)
hooks.register("construct_homepage_panels", dashboard.arrange)
hooks.register("construct_homepage_summary_items", dashboard.summarise, order=100)
hooks.register("register_help_menu_item", guide_menu.guide_item)
hooks.register("construct_help_menu", guide_menu.without_news)


@hooks.register("insert_global_admin_css")
def style_admin():
    return format_html('<link rel="stylesheet" href="{}">', static("cms/admin.css"))


@hooks.register("register_admin_urls")
def register_packs():
    return [path("packs/", include(packs_urls))]


hooks.register("register_settings_menu_item", packs_menu.menu_item)
hooks.register("register_permissions", packs_menu.permissions)


@hooks.register("register_admin_urls", order=-1)
def register_review():
    return [path("reports/", include(review_urls))]


@hooks.register("register_reports_menu_item")
def register_review_dates():
    return CurriculumReportItem(
        _("Review dates"),
        reverse("cms_editorial:review_dates"),
        name="review-dates",
        icon_name="calendar-check",
        order=650,
    )


hooks.register("before_publish_page", review_notices.hold_back)
hooks.register("before_publish", review_notices.hold_back)
hooks.register("after_copy_page", review_notices.remember_copy)
hooks.register("after_copy_page", give_own_checks)
hooks.register("after_edit_page", review_notices.tell_of_draft)
hooks.register("construct_snippet_action_menu", review_notices.hide_publish)
hooks.register("before_edit_snippet", review_notices.only_own_country, order=-1)
hooks.register("before_delete_snippet", review_notices.only_own_countries, order=-1)
