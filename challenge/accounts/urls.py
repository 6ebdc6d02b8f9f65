from django.urls import include, path

from challenge.accounts import views

own = [
    path("sign-in/", views.SignInView.as_view(), name="sign_in"),
    path("signed-in/", views.SignedInView.as_view(), name="signed_in"),
    path("accounts/", views.AccountView.as_view(), name="account"),
    path("accounts/export/", views.ExportView.as_view(), name="export"),
    path("accounts/delete/", views.DeleteView.as_view(), name="delete"),
    path("accounts/deleted/", views.DeletedView.as_view(), name="deleted"),
]

urlpatterns = [
    path("", include((own, "accounts"))),
    path("accounts/", include("allauth.urls")),
]
