"""What can be done with appointments: viewer first, one transaction each; policy, write, timeline, audit."""

from jiwar.casework.appointments.actions.attendance import cancel, record_attendance
from jiwar.casework.appointments.actions.booking import book, move
from jiwar.casework.appointments.actions.feeds import make_feed, revoke_feed

__all__ = ["book", "cancel", "make_feed", "move", "record_attendance", "revoke_feed"]
