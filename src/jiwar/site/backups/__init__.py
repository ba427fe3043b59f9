"""Backups: written while people work, encrypted, restored only where nothing is overwritten, and rehearsed."""
