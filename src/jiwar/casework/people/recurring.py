"""Recurring jobs of this room."""

from jiwar.casework.people.imports import leaving
from jiwar.foundation.jobs.schedules import every


@every(seconds=24 * 3600, per_group=True)
def close_forgotten_imports() -> None:
    """Rows of lists are erased two months after anybody last touched them."""
    leaving.close_forgotten()
