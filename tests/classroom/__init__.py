"""Tests of the teacher's kit."""
