"""The one shape in which the API refuses, as its OpenAPI document describes it."""

from drf_standardized_errors.openapi import AutoSchema as StandardizedAutoSchema
from rest_framework import serializers
from rest_framework.authentication import SessionAuthentication


class ErrorSerializer(serializers.Serializer):
    """One thing that was wrong."""

    code = serializers.CharField()
    detail = serializers.CharField()
    attr = serializers.CharField(allow_null=True)


class RefusalSerializer(serializers.Serializer):
    """Why a request was refused."""

    type = serializers.ChoiceField(["validation_error", "client_error", "server_error"])
    errors = ErrorSerializer(many=True)  # type: ignore[assignment]


class AutoSchema(StandardizedAutoSchema):
    """Describe the refusals that each call can give."""

    def _should_add_error_response(
        self, responses: dict[str, object], status_code: str
    ) -> bool:
        if status_code in responses:
            return False
        # A session is a cookie, and a cookie needs a second proof for what changes something.
        has_cookie = any(
            isinstance(way, SessionAuthentication)
            for way in self.view.get_authenticators()
        )
        reads_a_body = self.method in {"POST", "PUT", "PATCH"}
        return {
            "400": True,
            "401": bool(self.view.get_authenticators()),
            "403": has_cookie and self.method != "GET",
            "404": True,
            "413": reads_a_body,
            "415": reads_a_body,
            "429": bool(self.view.get_throttles())
            or getattr(self.view, "is_limited", False),
            "503": reads_a_body,
        }[status_code]

    def _get_error_response_serializer(
        self, status_code: str
    ) -> type[serializers.Serializer]:
        return RefusalSerializer
