"""Graphs opened, asked and read back as tables."""
