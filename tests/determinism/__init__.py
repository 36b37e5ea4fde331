"""The same game everywhere, and however its content is written."""
