"""Pages of words and phrases."""
