from django.urls import path

from challenge.accounts.views import SignedInView, SignInView, SignOutView

app_name = "accounts"

urlpatterns = [
    path("sign-in/", SignInView.as_view(), name="sign_in"),
    path("signed-in/", SignedInView.as_view(), name="signed_in"),
    path("sign-out/", SignOutView.as_view(), name="sign_out"),
]
