"""Class mode: one question on the big screen, answered by the whole class."""
