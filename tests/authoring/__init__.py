"""Tests of the author's kit."""
