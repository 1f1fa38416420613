"""The rules of one language: its words, sentences and turns of phrase."""
