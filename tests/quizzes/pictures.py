"""Pictures of the library for tests."""

from io import BytesIO
from typing import Any

from django.core.files.images import ImageFile

from wagtail.images import get_image_model

from PIL import Image

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300"></svg>'


def bitmap(width: int = 1000, height: int = 500) -> Any:
    """Save a one-coloured PNG to the library."""
    file = BytesIO()
    Image.new("RGB", (width, height), "teal").save(file, "PNG")
    return get_image_model().objects.create(
        title="Reef",
        file=ImageFile(BytesIO(file.getvalue()), name="reef.png"),
        width=width,
        height=height,
    )


def drawing() -> Any:
    """Save an empty SVG to the library."""
    return get_image_model().objects.create(
        title="Reef",
        file=ImageFile(BytesIO(SVG), name="reef.svg"),
        width=400,
        height=300,
    )
