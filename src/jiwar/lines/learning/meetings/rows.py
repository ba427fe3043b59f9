"""The row of one meeting, held for the transaction."""

from jiwar.knowledge.timetables import Meeting
from jiwar.lines.learning.models import ClassMeeting, TaughtClass


def of(taught: TaughtClass, meeting: Meeting) -> ClassMeeting:
    """Made where there is none. Two phones that send at once do it one after the other."""
    TaughtClass.objects.select_for_update(of=("self",)).get(id=taught.id)
    row, _made = ClassMeeting.objects.get_or_create(
        taught=taught, day=meeting.day, starts=meeting.starts, defaults={"ends": meeting.ends}
    )
    return row
