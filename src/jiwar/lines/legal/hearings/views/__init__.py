"""Pages of hearings and interviews."""
