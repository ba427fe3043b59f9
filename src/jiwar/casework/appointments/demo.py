"""The appointments of the story: Ahmed's next one with a Fur interpreter, and the weeks of those who lead cases."""

from datetime import date, time, timedelta

from jiwar.casework.appointments import actions
from jiwar.casework.appointments.doubts import Doubtful
from jiwar.casework.appointments.forms import moment
from jiwar.casework.cases.models import Assignment, Case, CaseMember
from jiwar.casework.people.models import Person
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.story import Story
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.groups.opening import open_days

ROOMS = ("Room 1", "Room 2", "Quiet room")
PURPOSES = ("Conversation", "Papers", "Going through the letter", "محادثة", "Follow-up")
DAYS_BACK, DAYS_AHEAD = 7, 12
HOUR = timedelta(minutes=60)


def tell(story: Story) -> None:
    """Two or three a day for each who leads cases; those of the past have their attendance."""
    desk = next(viewer for viewer in map(story.as_, story.cast) if viewer.can(can.BOOK))
    _ahmed(story, desk)
    chance = story.chance(__name__)
    days = _working_days(story.today)
    for name in story.cast:
        staff = story.as_(name).member
        led = list(
            Assignment.objects.filter(member=staff, ended_at__isnull=True, lead=True, case__state=Case.State.OPEN)
            .exclude(case=story.recall("ahmed/case", Case))
            .select_related("case__subject")
            .order_by("case__number")
        )
        for day in days if led else []:
            for hour in sorted(chance.sample(range(10, 14), chance.randint(1, 3))):
                case = chance.choice(led).case
                _one(desk, case, staff_of=story.as_(name), day=day, hour=hour, today=story.today, draw=chance.random())


def _one(desk: Viewer, case: Case, *, staff_of: Viewer, day: date, hour: int, today: date, draw: float) -> None:
    starts = moment(day, time(hour))
    member = CaseMember.objects.filter(case=case, left_at__isnull=True).select_related("person__subject").first()
    if starts is None or member is None:
        return
    try:
        row = actions.book(
            desk,
            person=member.person,
            case=case,
            staff=staff_of.member,
            office=staff_of.member.office,
            room=ROOMS[int(draw * 100) % len(ROOMS)],
            starts=starts,
            ends=starts + HOUR,
            purpose=PURPOSES[int(draw * 1000) % len(PURPOSES)],
        )
    except Doubtful:
        return
    if day < today:
        actions.record_attendance(desk, appointment=row, came=draw > 0.2)


def _ahmed(story: Story, desk: Viewer) -> None:
    case, ahmed = story.recall("ahmed/case", Case), story.recall("ahmed", Person)
    lead = Assignment.objects.select_related("member__office").get(case=case, lead=True, ended_at__isnull=True).member
    for day, hour, purpose in zip(
        _working_days(story.today)[-3:-1], (11, 13), ("Statement", "Going through the letter"), strict=False
    ):
        starts = moment(day, time(hour))
        if starts is not None:
            actions.book(
                desk,
                person=ahmed,
                case=case,
                staff=lead,
                office=lead.office,
                room="Quiet room",
                interpreter_language="fvr",
                starts=starts,
                ends=starts + HOUR,
                purpose=purpose,
                in_spite=True,
            )


def _working_days(today: date) -> list[date]:
    open_on = open_days()
    days = (today + timedelta(days=ahead) for ahead in range(-DAYS_BACK, DAYS_AHEAD))
    return [day for day in days if open_on.closed(day) is None]
