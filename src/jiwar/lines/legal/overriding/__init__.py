"""Values of the group's own over a pack: one lawyer proposes, another confirms, and two end it."""
