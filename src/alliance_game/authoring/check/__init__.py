"""Checking as authors meet it: problems told, explained, ignored, known already, looked for again."""
