"""What this room does by itself."""

import time

from jiwar.casework.people import indexing
from jiwar.casework.people.imports import leaving
from jiwar.foundation.jobs.schedules import every

SECONDS_AT_A_TIME = 5.0


@every(seconds=5, per_group=True)
def index_names() -> None:
    """Goes on making the lists of names where a new program found old ones; leaves room for other jobs."""
    until = time.monotonic() + SECONDS_AT_A_TIME
    while time.monotonic() < until and indexing.go_on():
        pass


@every(seconds=24 * 3600, per_group=True, lets_go=True)
def close_forgotten_imports() -> None:
    """Rows of lists are erased two months after anybody last touched them."""
    leaving.close_forgotten()
