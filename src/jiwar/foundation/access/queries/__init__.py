"""What can be asked here, each cut to what the asking viewer may know."""
