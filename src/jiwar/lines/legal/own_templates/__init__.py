"""A group's own templates: brought, tried with an invented person, filled from the file, retired."""
