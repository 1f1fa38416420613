"""Who speaks: labels, names, roles, introductions, and which labels are one person."""
