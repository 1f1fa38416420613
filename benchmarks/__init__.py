"""Measurements: not tests. Each module prints its table: `python -m benchmarks.NAME`."""
