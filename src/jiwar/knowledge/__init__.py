"""What the field knows: pure rules and data files. No Django, no database, no clock ("today" is always an argument)."""
