"""Publish the test module and start learners; print what a load needs as JSON.

``python -m tests.load.seed 8`` gives their tokens, and id, key and language of the longest
module page, if the site has any.
"""

import json
import sys

import django


def main() -> None:
    """Seed the database that the settings name."""
    django.setup()
    from django.db.models.functions import Length

    from challenge.learners import services
    from cms.publications.models import Publication
    from tests.challenge import factories

    longest = (
        Publication.objects.current()
        .filter(page__isnull=False)
        .order_by(Length("payload").desc())
        .values_list("page_id", "module_key", "locale")
        .first()
    )
    factories.publish()
    tokens = [
        services.create(locale="en", band="8-10")[1] for _ in range(int(sys.argv[1]))
    ]
    sys.stdout.write(json.dumps({"tokens": tokens, "page": longest}))


if __name__ == "__main__":
    main()
