"""Mail of the local demo, which has no mail server."""

import sys

from django.core.mail import EmailMessage
from django.core.mail.backends.filebased import EmailBackend


class KeptAndShown(EmailBackend):
    """Keep every message in ``EMAIL_FILE_PATH`` and print it where the site runs."""

    def write_message(self, message: EmailMessage) -> None:
        """Write one message to both."""
        super().write_message(message)
        text = message.message().as_bytes()
        sys.stdout.write(text.decode("utf-8", "replace") + "\n" + "-" * 79 + "\n")
        sys.stdout.flush()
