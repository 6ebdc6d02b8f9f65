"""What goes wrong with a pack."""


class PackError(Exception):
    """Why a pack cannot be written or read: a line each, in words for editors."""

    def __init__(self, *lines: str) -> None:
        super().__init__("\n".join(lines))
        self.lines = list(lines)
