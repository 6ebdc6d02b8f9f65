"""What a learning platform calls, and sends browsers to; in no language, without session."""

from django.urls import path

from challenge.credentials.public import jwks
from challenge.lti import public

urlpatterns = [
    path("lti/login/", public.LoginView.as_view(), name="lti_login"),
    path("lti/launch/", public.LaunchView.as_view(), name="lti_launch"),
    path("lti/picked/", public.PickedView.as_view(), name="lti_picked"),
    # The site has one key; what it signs says what it is for.
    path("lti/jwks/", jwks, name="lti_jwks"),
    path("lti/config.json", public.configuration, name="lti_config"),
]
