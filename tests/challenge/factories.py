"""Put the small module and its learners into the database."""

import json

from challenge.learners import services
from challenge.learners.models import Learner
from cms.publishing.models import Publication
from tests.challenge.content import GRADED, ITEMS, MODULE, STEPS, VERSION


def publish(
    module: str = MODULE,
    version: str = VERSION,
    steps: list[str] = STEPS,
    graded: list[str] = GRADED,
    locale: str = "en",
) -> Publication:
    """Store a publication whose payload nobody in these tests reads."""
    key = {
        item: {"kind": kind, "purpose": purpose, "key": answer}
        for item, (kind, purpose, answer) in ITEMS.items()
    }
    current = Publication.objects.filter(
        module_key=module, locale=locale, is_current=True
    )
    return Publication.objects.create(
        module_key=module,
        locale=locale,
        version=version,
        is_current=not current.exists(),
        payload=b"{}",
        br=b"",
        gzip=b"",
        key=json.dumps(key).encode(),
        steps=steps,
        summary={},
        graded=graded,
    )


def new_learner() -> tuple[Learner, str]:
    """Give a learner and its token."""
    return services.create(locale="en", band="8-10")
