"""One entrance for whatever answers: records, each checked by itself, kept, mended in words, or reported with its reason."""
