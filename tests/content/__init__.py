"""Tests of content: files -> library."""
