"""What the curriculum has: topics by audience by language, as a page and as a document."""
