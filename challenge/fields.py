"""Fields that take what JSON says and nothing like it: "5" is no number, 5 is no text."""

from typing import Any

from rest_framework import serializers


class TextField(serializers.CharField):
    """A text; REST framework's own takes numbers as well."""

    def to_internal_value(self, data: Any) -> str:
        """Return the text, without spaces around it."""
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class WholeField(serializers.IntegerField):
    """A whole number; REST framework's own takes texts as well."""

    def to_internal_value(self, data: Any) -> int:
        """Return the number."""
        if not isinstance(data, int) or isinstance(data, bool):
            self.fail("invalid")
        return super().to_internal_value(data)


class YesNoField(serializers.BooleanField):
    """True or false; REST framework's own takes "yes" and 1 as well."""

    def to_internal_value(self, data: Any) -> bool:
        """Return the value."""
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data
