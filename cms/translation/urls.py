from django.urls import path

from cms.translation.report import TranslationsView
from cms.translation.starting import StartPageView, StartSnippetView, give_up
from cms.translation.texts import OverrideView, StringView
from cms.translation.views import DraftView, SyncView, UploadView

app_name = "cms_translation"
urlpatterns = [
    path("", TranslationsView.as_view(), name="report"),
    path(
        "results/", TranslationsView.as_view(results_only=True), name="report_results"
    ),
    path("<int:translation_id>/draft/", DraftView.as_view(), name="draft"),
]

# In place of wagtail-localize's own, which keep their names: an admin's addresses are
# looked up in the order in which apps give them, and this app comes first.
instead = [
    path("localize/submit/page/<int:page_id>/", StartPageView.as_view()),
    path(
        "localize/submit/snippet/<slug:app_label>/<slug:model_name>/<str:pk>/",
        StartSnippetView.as_view(),
    ),
    path("localize/page/<int:page_id>/convert_to_alias/", give_up),
    path(
        "localize/translate/<int:translation_id>/pofile/upload/", UploadView.as_view()
    ),
    path("localize/update/<int:translation_source_id>/", SyncView.as_view()),
    path(
        "localize/translate/<int:translation_id>/strings/<int:string_segment_id>/edit/",
        StringView.as_view(),
    ),
    path(
        "localize/translate/<int:translation_id>/overrides/<int:overridable_segment_id>/edit/",
        OverrideView.as_view(),
    ),
]
