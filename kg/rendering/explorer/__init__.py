"""The explorer page: its template, scripts and styles."""
