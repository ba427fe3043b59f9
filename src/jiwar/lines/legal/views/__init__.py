"""Pages of the legal line: parse, call, render."""
