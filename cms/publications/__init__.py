"""What is published: compiled from a page, stored by version, read as bytes and keys."""
