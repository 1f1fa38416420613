"""A draft by rules: claims, questions, replies and references, turn by turn."""
