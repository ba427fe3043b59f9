"""What these pages ask for."""
