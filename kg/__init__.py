"""Turn the transcript of a panel into a knowledge graph."""
