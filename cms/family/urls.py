from django.urls import path

from cms.family.views import FamilyPlanView, TalkCardsView

app_name = "family"

urlpatterns = [
    path("talk-cards/", TalkCardsView.as_view(), name="talk_cards"),
    path("family-plan/", FamilyPlanView.as_view(), name="plan"),
]
