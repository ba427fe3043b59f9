"""Pages of the shelf: sources, citing, arguments."""
