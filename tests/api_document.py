"""The OpenAPI document, and what holds an answer against it."""

from typing import Any

from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from jsonschema import Draft202012Validator


def make_document() -> dict[str, Any]:
    """Make the document anew; its warnings are in ``GENERATOR_STATS``."""
    GENERATOR_STATS.reset()
    return SchemaGenerator().get_schema(request=None, public=True)


def validator(document: dict[str, Any], name: str) -> Draft202012Validator:
    """Return the validator of a component of the document."""
    schema = {
        "$ref": f"#/components/schemas/{name}",
        "components": document["components"],
    }
    return Draft202012Validator(schema)
