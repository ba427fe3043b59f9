"""What people touch besides the lines' own pages."""
