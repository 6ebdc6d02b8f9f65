"""What tests of the curriculum borrow from those of the game."""

from tests.challenge.conftest import new_device

__all__ = ["new_device"]
