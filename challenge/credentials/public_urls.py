"""What programs read to check a credential; it is in no language, and needs no cookie."""

from django.urls import path

from challenge.credentials import public

urlpatterns = [
    path(".well-known/did.json", public.did_document, name="did_document"),
    path(".well-known/jwks.json", public.jwks, name="jwks"),
    path("credentials/issuer.json", public.issuer, name="issuer"),
    path("credentials/keys/<str:kid>.json", public.key, name="issuer_key"),
    path("credentials/revoked.json", public.revoked, name="revoked_credentials"),
    path(
        "credentials/achievements/all.json",
        public.achievement,
        name="achievement_all",
    ),
    path(
        "credentials/achievements/modules/<slug:module>.json",
        public.achievement,
        name="achievement",
    ),
]
