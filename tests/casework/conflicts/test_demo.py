"""The story: Ahmed's case is clear; on another a name said in Latin letters meets one registered in Arabic."""

from datetime import date

import pytest

from jiwar.casework.cases import actions as cases
from jiwar.casework.cases.models import Case
from jiwar.casework.conflicts import demo, outcomes
from jiwar.casework.conflicts.models import Check, Match
from jiwar.casework.people import demo as people_demo
from jiwar.casework.people.models import Person
from jiwar.foundation.access import demo as access_demo
from jiwar.foundation.access.story import Story
from jiwar.foundation.groups.models import Group

pytestmark = pytest.mark.once


def test_one_clear_one_possible_across_scripts(group: Group) -> None:
    story = Story(group, 7, date(2026, 3, 6), 12)
    access_demo.tell(story)
    people_demo.tell(story)
    desk, coordinator, leila = story.as_("hoda"), story.as_("ruqayya"), story.as_("leila")
    for name in ("ahmed", "person/9"):
        case = cases.open_case(desk, person=story.recall(name, Person), asks="Asks for advice.")
        cases.assign(coordinator, case=case, member=leila.member)
        story.remember(f"{name}/case", case)
    demo.tell(story)
    assert outcomes.of(story.recall("ahmed/case", Case)) == Check.Outcome.CLEAR
    match = Match.objects.get()
    assert (match.state, match.opposed.case) == (Match.State.POSSIBLE, story.recall("conflict/case", Case))
    assert (match.opposed.names[0].isascii(), match.person is not None and match.person.shown.isascii()) == (
        True,
        False,
    )
