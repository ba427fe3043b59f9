"""Ahmed's card runs out this week, his passport in a month of which only the month is known."""

from datetime import timedelta

from jiwar.casework.cases.models import Case
from jiwar.foundation.access.story import Story
from jiwar.foundation.access.viewer import Viewer
from jiwar.knowledge.calendars import Calendar, GivenDate
from jiwar.lines.legal.radar import actions
from jiwar.lines.legal.radar.papers import Paper


def tell(story: Story, adviser: Viewer, case: Case) -> None:
    card, passport = story.today + timedelta(days=5), story.today + timedelta(days=120)
    actions.write_down(
        adviser,
        case=case,
        kind=Paper.RESIDENCE,
        given=GivenDate.of_civil(card),
        note="Book the renewal at the provincial office; he takes two photographs.",
    )
    month = GivenDate(Calendar.GREGORIAN, passport.year, passport.month)
    actions.write_down(adviser, case=case, kind=Paper.PASSPORT, given=month)
