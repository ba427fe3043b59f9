"""Pages of what the person told."""
