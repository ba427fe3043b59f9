"""What this room does by itself."""

from jiwar.foundation.jobs.schedules import every
from jiwar.site.keyring import changing

SECONDS_AT_A_TIME = 3.0


@every(seconds=5, per_group=True)
def go_on_changing_keys() -> None:
    """Goes on with a change of the group's key; leaves room for other jobs."""
    changing.go_on(SECONDS_AT_A_TIME)
