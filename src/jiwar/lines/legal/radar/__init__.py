"""The radar: everything that runs out or comes due, in one view, with who looks after it."""
