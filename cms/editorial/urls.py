from django.urls import path

from cms.editorial.reports import ReviewDatesView

app_name = "cms_editorial"
urlpatterns = [
    path("review-dates/", ReviewDatesView.as_view(), name="review_dates"),
    path(
        "review-dates/results/",
        ReviewDatesView.as_view(results_only=True),
        name="review_dates_results",
    ),
]
