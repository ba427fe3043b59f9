"""What this room does by itself. None of it erases anybody who was not agreed on by two."""

from jiwar.casework.erasing import again, carrying, keeping
from jiwar.foundation.jobs.schedules import every


@every(seconds=24 * 3600, per_group=True, lets_go=True)
def look_what_is_due() -> None:
    """Files whose time of keeping is over come onto the data guardian's list."""
    keeping.look_through()


@every(seconds=3600, per_group=True)
def finish_erasing() -> None:
    """What was written in the moment of an erasing goes too; every erasing stands outside the database; and what two
    agreed on is carried out, whatever the queue gave up."""
    again.go_on()
    again.keep_lines()
    carrying.carry_on()
