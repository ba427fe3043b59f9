"""Pages of an import: thin, as everywhere."""
