"""What the learning line does by itself: a place nobody answered in time goes on to the next."""

from jiwar.casework.cases import clock
from jiwar.foundation.jobs.schedules import every
from jiwar.lines.learning.places import actions


@every(seconds=900, per_group=True)
def pass_places_on() -> None:
    """Places in classes that were not answered by their day go to whoever is next by the rules."""
    actions.lapse(clock.today())
