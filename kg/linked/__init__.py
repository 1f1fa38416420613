"""Linked data one can follow: what is said of each thing, as a page and as RDF; what a graph says of itself; all of it as a site."""
