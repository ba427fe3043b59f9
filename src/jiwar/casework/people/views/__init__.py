"""Pages of people: parse, call, render."""
