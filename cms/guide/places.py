"""Which page of the guide belongs to which screen of the admin."""

from django.http import HttpRequest
from django.urls import reverse

from cms.guide import reading

# How the names of views begin, and the page that explains what they show; the first that
# fits counts. A screen that is not listed, or whose page is not written, opens the guide.
SCREENS = (
    ("wagtailadmin_home", "finding-your-way"),
    ("modules:", "finding-your-way"),
    ("cms_checks:", "checks"),
    ("cms_editorial:", "review"),
    ("cms_packs:", "packs"),
    ("cms_translation:", "translation"),
    ("cms_branch_map:", "branch-map"),
    ("challenge_insight:", "insight"),
    ("exchange:", "importing-questions"),
    ("wagtailsnippets_quizzes_quiz:", "kinds"),
    ("wagtailsnippets_cms_", "library"),
    ("wagtailadmin_pages:", "first-module"),
    ("wagtailadmin_explore", "first-module"),
)


def guide_url(request: HttpRequest) -> str:
    """Return the address of the page of the guide that belongs to the screen."""
    match = request.resolver_match
    screen = match.view_name if match else ""
    for beginning, name in SCREENS:
        if screen.startswith(beginning) and reading.has_page(name):
            return reverse("cms_guide:page", args=[name])
    return reverse("cms_guide:index")
