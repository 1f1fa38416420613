"""Tables: their columns, and the ways from and to files and events."""
