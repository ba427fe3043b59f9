"""Cells as values: what was read, or why not. Nothing here asks the database."""
