"""Service lines, side by side; none imports another. Adding one is adding a folder."""
