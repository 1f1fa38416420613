"""A SPARQL 1.1 endpoint and the explorer, read-only, on loopback: queries run in processes that can be killed."""
