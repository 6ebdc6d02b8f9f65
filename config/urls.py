"""Every address of the site."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic import TemplateView

from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from challenge.accounts.views import SharedPasswordView, SignInView
from cms.sink import kitchen_sink
from config import pwa
from config.media import serve_media

handler500 = "config.unavailable.server_error"

# What django-allauth answers when somebody sends its forms too often.
handler429 = "challenge.limits.views.too_many"

urlpatterns = [
    path("api/v1/", include("config.api")),
    path("", include("challenge.health.urls")),
    # Before Wagtail's own page, which knows of no second step.
    path("admin/login/", SignInView.as_view()),
    path("admin/", include(wagtailadmin_urls)),
    path(
        "documents/authenticate_with_password/<int:id>/", SharedPasswordView.as_view()
    ),
    path("documents/", include(wagtaildocs_urls)),
    path("sitemap.xml", sitemap),
    path("sw.js", pwa.service_worker, name="service_worker"),
    path("", include("challenge.credentials.public_urls")),
    path("", include("challenge.lti.public_urls")),
    path("exit/", TemplateView.as_view(template_name="exit.html"), name="exit"),
]

if settings.SERVE_MEDIA:
    urlpatterns.append(path("media/<path:path>", serve_media))

if settings.KITCHEN_SINK:
    urlpatterns += i18n_patterns(
        path("kitchen-sink/", kitchen_sink, name="kitchen_sink")
    )

urlpatterns += i18n_patterns(
    path("manifest.webmanifest", pwa.manifest, name="manifest"),
    path("offline/", pwa.OfflineView.as_view(), name="offline"),
    path("", include("challenge.accounts.urls")),
    path("", include("challenge.spaced_review.urls")),
    path("", include("challenge.classrooms.educator_pages.urls")),
    path("", include("challenge.credentials.urls")),
    path("", include("challenge.lti.urls")),
    path("", include("challenge.device_learners.urls")),
    path("", include("challenge.classrooms.join.urls")),
    path("", include("challenge.classrooms.class_mode.device_urls")),
    path("", include("challenge.rewards.urls")),
    path("", include("cms.family.urls")),
    path("", include("cms.library.urls")),
    path("programme/", include("cms.programme.urls")),
    path("programme/", include("cms.programme.section_urls")),
    # Before Wagtail's own page, as above.
    path("_util/login/", SignInView.as_view()),
    path(
        "_util/authenticate_with_password/<int:id>/<int:page>/",
        SharedPasswordView.as_view(),
    ),
    path("", include(wagtail_urls)),
)
