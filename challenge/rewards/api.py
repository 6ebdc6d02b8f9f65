"""The call that signs a certificate. The name on it is written elsewhere, and never here."""

from django.utils.translation import gettext_lazy as _

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from challenge.learners.api import LearnerView
from challenge.progress.models import ID_LENGTH
from challenge.rewards import services
from challenge.rewards.throttles import CertificateThrottle


class ModuleSerializer(serializers.Serializer):
    """The module that a certificate is for."""

    module = serializers.CharField(max_length=ID_LENGTH)


class CertificateSerializer(serializers.Serializer):
    """What makes a certificate checkable: module and month, nothing of the learner."""

    code = serializers.CharField(help_text="`XXXX-XXXX-XXXX-XXXX`, Crockford base32.")
    url = serializers.CharField(help_text="The page that says whether a code is good.")
    month = serializers.RegexField(
        r"^\d{4}-\d{2}$", help_text="The month of the end, as `2026-11`."
    )


class CertificatesView(LearnerView):
    """Certificates of the learner whose token it is."""

    throttle_classes = [CertificateThrottle]

    @extend_schema(
        operation_id="certificates_create",
        request=ModuleSerializer,
        responses=CertificateSerializer,
    )
    def post(self, request: Request) -> Response:
        """Sign module and month of a module that the learner has finished.

        Nothing is stored, and asking again gives the same code.
        """
        wanted = ModuleSerializer(data=request.data)
        wanted.is_valid(raise_exception=True)
        module = wanted.validated_data["module"]
        signed = services.certificate(self.learner(request), module)
        if signed is None:
            raise serializers.ValidationError(
                {"module": [_("This module is not finished yet.")]}, code="not_finished"
            )
        return Response(signed)
