"""Erasing: a person goes for good when two agree; files are kept no longer than needed; nothing goes silently."""
