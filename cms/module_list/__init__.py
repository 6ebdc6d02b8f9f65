"""The list of all modules in the admin."""
