"""Backups: written while people work, encrypted, and restored only where nothing is overwritten."""

from jiwar.site.backups.reading import Restored, restore
from jiwar.site.backups.snapshot import copy_before_migrating
from jiwar.site.backups.writing import Written, write

__all__ = ["Restored", "Written", "copy_before_migrating", "restore", "write"]
