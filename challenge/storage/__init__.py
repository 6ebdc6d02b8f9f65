"""How the database is written: one writer at a time on SQLite, and room on a full disk."""
