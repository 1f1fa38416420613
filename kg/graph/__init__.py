"""From an annotated event to RDF."""
