"""Pages that put a question to a person."""
