"""The person's file, shared by all lines."""
