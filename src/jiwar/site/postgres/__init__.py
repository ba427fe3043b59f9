"""The PostgreSQL backend of the settings, and the two roles it is used with."""
