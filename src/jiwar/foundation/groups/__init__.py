"""The organisation as tenant of every row, its offices, hours and settings."""
