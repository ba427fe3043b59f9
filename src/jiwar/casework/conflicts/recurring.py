"""What this room does by itself."""

from jiwar.casework.conflicts import walls
from jiwar.foundation.jobs.schedules import every


@every(seconds=300, per_group=True)
def follow_walls() -> None:
    walls.follow_all()
