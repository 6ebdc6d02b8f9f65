"""Write the API reference, two Markdown pages, from an OpenAPI 3.1 document."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

TYPE_NAMES = {"null": "nothing"}
LIMITS = {
    "minimum": "from",
    "maximum": "to",
    "minLength": "at least",
    "maxLength": "at most",
}


def anchor(name: str) -> str:
    """Return the address of an object on the page of objects."""
    return f"api-objects.md#{name.lower()}"


def cell(text: str) -> str:
    """Return a text that stays in one cell of a table."""
    return " ".join(text.split()).replace("|", "\\|")


def type_of(schema: dict[str, Any], page: str = "") -> str:
    """Return the type of a value in words, with links to objects.

    Args:
        page: the page to link from; on the page of objects the links are shorter.
    """
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        target = f"#{name.lower()}" if page == "objects" else anchor(name)
        return f"[{name}]({target})"
    for word in ("oneOf", "anyOf", "allOf"):
        if word in schema:
            return " or ".join(type_of(part, page) for part in schema[word])
    if "const" in schema:
        return f"`{schema['const']}`"
    if "enum" in schema:
        return " or ".join(f"`{value}`" for value in schema["enum"])
    kinds = schema.get("type", "anything")
    if isinstance(kinds, list):
        parts = [type_of(schema | {"type": kind}, page) for kind in kinds]
        return " or ".join(parts)
    if kinds == "array":
        return f"list of {type_of(schema.get('items', {}), page)}"
    if kinds == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"object of {type_of(schema['additionalProperties'], page)}"
    words = [TYPE_NAMES.get(kinds, kinds)]
    if "format" in schema:
        words.append(f"({schema['format']})")
    limits = [f"{word} {schema[key]}" for key, word in LIMITS.items() if key in schema]
    return cell(" ".join([*words, *limits]))


def fields(schema: dict[str, Any]) -> Iterator[str]:
    """Yield a table of an object's fields."""
    required = schema.get("required", [])
    yield "| field | type | meaning |"
    yield "|---|---|---|"
    for name, field in schema["properties"].items():
        optional = "" if name in required else " *(optional)*"
        kind = type_of(field, "objects")
        yield f"| `{name}`{optional} | {kind} | {cell(field.get('description', ''))} |"


def body_type(message: dict[str, Any]) -> str:
    """Return the types of a request's or response's body, or an empty string."""
    contents = message.get("content", {}).values()
    return ", ".join(
        dict.fromkeys(type_of(part.get("schema", {})) for part in contents)
    )


def operation(method: str, path: str, call: dict[str, Any]) -> Iterator[str]:
    """Yield what to know of one call."""
    yield f"### `{method.upper()} {path}`"
    yield ""
    yield call.get("description", "")
    yield ""
    if call.get("parameters"):
        yield "| parameter | in | type | meaning |"
        yield "|---|---|---|---|"
        for parameter in call["parameters"]:
            needed = "" if parameter.get("required") else " *(optional)*"
            meaning = cell(parameter.get("description", ""))
            kind = type_of(parameter.get("schema", {}))
            name, place = parameter["name"], parameter["in"]
            yield f"| `{name}`{needed} | {place} | {kind} | {meaning} |"
        yield ""
    if sent := body_type(call.get("requestBody", {})):
        yield f"Send {sent}."
        yield ""
    yield "| answer | body |"
    yield "|---|---|"
    for status, response in sorted(call["responses"].items()):
        yield f"| {status} | {body_type(response) or 'none'} |"
    yield ""


def calls_page(document: dict[str, Any]) -> str:
    """Return the page of all calls, by what they are about."""
    groups = defaultdict(list)
    for path, methods in document["paths"].items():
        for method, call in methods.items():
            if isinstance(call, dict) and "responses" in call:
                groups[call["tags"][0]].append((method, path, call))
    lines = [
        "# API",
        "",
        document["info"]["description"],
        "",
        "A running site serves this as an OpenAPI document, and shows it at `/api/v1/docs/`."
        " Learners send `Authorization: Bearer` and their token. Errors have a `type` and a"
        " list `errors`.",
        "",
    ]
    for tag, calls in sorted(groups.items()):
        lines += [f"## {tag.capitalize()}", ""]
        for method, path, call in calls:
            lines += operation(method, path, call)
    return "\n".join(lines)


def objects_page(document: dict[str, Any]) -> str:
    """Return the page of all objects that calls take and answer."""
    lines = [
        "# API objects",
        "",
        "What the [calls](api.md) take and answer, in JSON.",
        "",
    ]
    for name, schema in sorted(document["components"]["schemas"].items()):
        lines += [f"## {name}", "", schema.get("description", ""), ""]
        if schema.get("properties"):
            lines += [*fields(schema), ""]
        else:
            lines += [type_of(schema, "objects"), ""]
    return "\n".join(lines)


def pages(document: dict[str, Any]) -> dict[str, str]:
    """Return the pages of the reference, by file name."""
    return {"api.md": calls_page(document), "api-objects.md": objects_page(document)}
