"""A drawing of a chat's nodes and branches beside the form in which it is written."""
