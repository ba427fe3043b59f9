"""What the legal line does by itself: days move, and dates that nobody minds are called out."""

from django.utils import timezone

from jiwar.casework.cases import clock
from jiwar.foundation.jobs.schedules import every
from jiwar.lines.legal import escalation, replays
from jiwar.lines.legal.detention import watching
from jiwar.lines.legal.hearings import watching as hearings
from jiwar.lines.legal.radar.rounds import reach


@every(seconds=60, per_group=True)
def refresh_for_the_day() -> None:
    """Replays each open procedure once a civil day, and where a rule or holiday changed; after a standstill it catches
    up by itself."""
    replays.some()


@every(seconds=300, per_group=True)
def escalate() -> None:
    """Calls for deadlines, papers and renewal rounds that come near and that nobody has taken in hand today; and for
    somebody to go along to a hearing."""
    today, now = clock.today(), timezone.now()
    escalation.escalate(today, now)
    escalation.escalate_what_runs_out(today, now)
    hearings.call_for_company(today, now)


@every(seconds=60, per_group=True)
def watch_over() -> None:
    """Raises an alarm where a check-in was missed, and calls the next where nobody has it."""
    watching.watch(timezone.now())


@every(seconds=60, per_group=True)
def reach_with_rounds() -> None:
    """Puts a renewal round on the cases that have such a paper: soon after it was announced, then every hour."""
    reach.some(timezone.now())
