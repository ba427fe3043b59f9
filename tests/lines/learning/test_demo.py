"""The learning part of the story: Ahmed is in Amal's class, others wait, and the registers of five weeks are marked."""

from jiwar.casework.cases import actions as case_actions
from jiwar.casework.cases.models import Case, Task
from jiwar.casework.people import demo as people_demo
from jiwar.casework.people.models import Person
from jiwar.foundation.access import demo as access_demo
from jiwar.foundation.access.story import Story
from jiwar.foundation.groups.models import Group
from jiwar.lines.learning import demo
from jiwar.lines.learning.attending import shown
from jiwar.lines.learning.models import Enrolment, Learner, TaughtClass, WaitingEntry
from jiwar.lines.learning.places.following import LEFT
from jiwar.lines.learning.programme import queries as programme
from tests.kept import kept_story
from tests.lines.learning.conftest import TODAY


def tell(group: Group) -> Story:
    """Staff, people, and a led case for eighteen of them."""
    story = Story(group, 7, TODAY, 30)
    access_demo.tell(story)
    people_demo.tell(story)
    desk, coordinator, leila = story.as_("hoda"), story.as_("ruqayya"), story.as_("leila")
    ahmed = story.recall("ahmed", Person)
    others = [story.recall(f"person/{number}", Person) for number in range(1, 19)]
    for person in [ahmed, *(other for other in others if other != ahmed)]:
        case = case_actions.open_case(desk, person=person, asks="Wants to learn.")
        case_actions.assign(coordinator, case=case, member=leila.member)
        if person == ahmed:
            story.remember("ahmed/case", Case.objects.select_related("subject").get(id=case.id))
    demo.tell(story)
    return story


told, story = kept_story(tell, TODAY)


def test_ahmed_learns_in_the_mornings_and_has_come(story: Story) -> None:
    amal, ahmed = story.as_("amal"), story.recall("ahmed/learner", Learner)
    morning = story.recall("class/morning", TaughtClass)
    rows = {row.place.learner_id: row for row in shown.picture(amal, morning).rows}
    assert len(rows) == 5
    assert (rows[ahmed.id].hours.share or 0) > 0.5


def test_some_wait_one_stays_away_and_his_caseworker_is_asked(story: Story) -> None:
    assert WaitingEntry.objects.filter(state=WaitingEntry.State.WAITING).count() >= 4
    assert Enrolment.objects.filter(taught=story.recall("class/women", TaughtClass)).count() <= 2
    away = [task.title for task in Task.objects.all() if "three times in a row" in task.title]
    assert len(away) == 1


def test_a_class_of_the_summer_is_over_and_gives_the_programme_its_figures(story: Story) -> None:
    summer = TaughtClass.objects.get(name="Turkish A2, in summer")
    assert summer.closed_at is not None
    places = Enrolment.objects.filter(taught=summer)
    assert places.filter(ended_on=summer.last_day).count() == places.count() >= 15
    assert {each.ended_how for each in places} == {"finished", "work"}
    found = programme.of_year(
        story.as_("ruqayya"), TODAY.year if summer.last_day.year == TODAY.year else TODAY.year - 1
    )
    assert found.share is not None
    assert not Task.objects.filter(origin_kind=LEFT, state=Task.State.OPEN).exists()
