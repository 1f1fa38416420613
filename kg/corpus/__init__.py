"""Many events: built one by one, kept in one folder, packed into tables and graphs that are asked together."""
