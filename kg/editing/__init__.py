"""Reviewing with a server: the page saves what a person decides, and the event is built anew at once."""
