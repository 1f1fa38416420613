"""What a transcript is about: named things, key phrases, discovered concepts."""
