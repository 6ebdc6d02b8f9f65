"""``manage.py grade``: grade one response, as the server does."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from quizzes import kinds
from quizzes.grading import InvalidResponse, grade
from quizzes.json_types import JsonObject
from quizzes.nesting import load_json


class Command(BaseCommand):
    """Print as JSON what a response to an item is worth."""

    help = "Grades one response by the item's key, and prints the result as JSON."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add kind, key and response."""
        parser.add_argument(
            "--kind", required=True, help=f"One of {', '.join(kinds.KINDS)}."
        )
        parser.add_argument("--key", required=True, help="The item's key, as JSON.")
        parser.add_argument("--response", required=True, help="The response, as JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the grade, or the error; with an error exit with 1."""
        result = _graded(options["kind"], options["key"], options["response"])
        self.stdout.write(json.dumps(result, ensure_ascii=False))
        if "error" in result:
            sys.exit(1)


def _graded(kind: str, key_source: str, response_source: str) -> JsonObject:
    if kind not in kinds.KINDS:
        names = ", ".join(kinds.KINDS)
        return _error("unknown_kind", f"There is no kind “{kind}”; kinds are {names}.")
    try:
        key = load_json(key_source)
    except ValueError as error:
        return _error("invalid_json", f"The key is not JSON: {error}")
    try:
        response = load_json(response_source)
    except ValueError as error:
        return _error("invalid_json", f"The response is not JSON: {error}")
    try:
        found = grade(kind, key, response)
    except InvalidResponse as error:
        return _error("invalid_response", error.reason)
    except (LookupError, TypeError, ValueError, AttributeError):
        return _error("invalid_key", f"The key is not one of the kind “{kind}”.")
    return {
        "numerator": found.numerator,
        "denominator": found.denominator,
        "score": found.score,
        "outcome": found.outcome,
        "feedback": found.feedback,
        "response": found.response,
    }


def _error(code: str, detail: str) -> JsonObject:
    return {"error": {"code": code, "detail": detail}}
