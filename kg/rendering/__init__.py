"""The explorer page: one file that answers, by looking, what they agree on, what divides them, and in which words."""

from kg.rendering.explorer.page import page

__all__ = ["page"]
