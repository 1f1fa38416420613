"""Argument interchange: xAIF read and written by one table of schemes."""
