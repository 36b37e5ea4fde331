"""Measurements. ``python -m benchmarks`` prints them as JSON."""
