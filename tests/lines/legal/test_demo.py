"""The legal part of the story: Ahmed's nearest date is open, one case burns today, the rest is of many kinds."""

from datetime import UTC, date, datetime

from django.utils import timezone

from jiwar.casework.cases import actions as case_actions
from jiwar.casework.cases.models import Case, TimelineEntry
from jiwar.casework.people import demo as people_demo
from jiwar.casework.people.models import Person
from jiwar.foundation.access import demo as access_demo
from jiwar.foundation.access.story import Story
from jiwar.foundation.groups.models import Group
from jiwar.lines.legal import demo, queries
from jiwar.lines.legal.models import (
    AnnouncedHoliday,
    Deadline,
    LookingBack,
    Procedure,
    ProcedureEvent,
    Renewal,
    RenewalRound,
    RuleOverride,
)
from jiwar.lines.legal.quality.results import by_ground, results
from jiwar.lines.legal.rights import CORRECT_RULES
from tests.kept import kept_story
from tests.lines.legal.conftest import TODAY
from tests.lines.legal.telling import limits


def tell(group: Group) -> Story:
    """Staff, people, and a led case for fourteen of them."""
    story = Story(group, 7, TODAY, 24)
    access_demo.tell(story)
    people_demo.tell(story)
    desk, coordinator, leila = story.as_("hoda"), story.as_("ruqayya"), story.as_("leila")
    ahmed = story.recall("ahmed", Person)
    others = [story.recall(f"person/{number}", Person) for number in range(1, 16)]
    for person in [ahmed, *(other for other in others if other != ahmed)]:
        case = case_actions.open_case(desk, person=person, asks="Asks for advice.")
        case_actions.assign(coordinator, case=case, member=leila.member)
        if person == ahmed:
            story.remember("ahmed/case", case)
    demo.tell(story)
    return story


told, story = kept_story(tell, TODAY)


def test_ahmeds_refusal_is_told_in_hijri_and_its_nearest_date_is_open(story: Story) -> None:
    procedure = story.recall("ahmed/procedure", Procedure)
    refused = next(
        row for row in ProcedureEvent.objects.filter(procedure=procedure) if row.details["kind"] == "refusal-notified"
    )
    assert refused.details["given"]["calendar"] == "hijri"
    nearest = min(limits(procedure).values(), key=lambda row: row.safe or date.max)
    assert (nearest.status, nearest.safe) == (Deadline.Status.OPEN, date(2026, 3, 10))


def test_what_happened_is_told_by_its_days_never_before_the_case(story: Story) -> None:
    procedure = story.recall("ahmed/procedure", Procedure)
    Case.objects.filter(id=procedure.case_id).update(opened_at=datetime(2026, 1, 10, tzinfo=UTC))
    demo._told_in_time(procedure, TODAY)
    told = TimelineEntry.objects.filter(row=procedure.id).order_by("at", "id").values_list("happened_on", flat=True)
    assert list(told)[:2] == [date(2026, 1, 13)] * 2
    assert list(told)[-1] == date(2026, 3, 3)


def test_one_deportation_burns_today(story: Story) -> None:
    row = min(limits(story.recall("procedure/0", Procedure)).values(), key=lambda row: row.safe or date.max)
    assert row.safe == TODAY
    assert row.due is not None
    assert row.due > TODAY


def test_every_kind_of_state_is_told(story: Story) -> None:
    packs = set(Procedure.objects.values_list("pack", flat=True))
    states = set(Deadline.objects.values_list("status", flat=True))
    kinds = set(Deadline.objects.values_list("kind", flat=True))
    assert packs == {"tr", "eg", "unhcr"}
    assert {Deadline.Status.OPEN, Deadline.Status.MET} <= states
    assert kinds == set(Deadline.Kind.values)
    assert Procedure.objects.filter(closed_on=None).count() == len(demo.COURSES) + 1
    assert queries.mine(story.as_("nadia"))


def test_how_cases_ended_is_told_and_somebody_looked_back(story: Story) -> None:
    found = results(story.as_("ruqayya"), timezone.now().year)
    assert not found.empty
    assert not found.nothing
    assert LookingBack.objects.filter(written_at__isnull=False).count() == 5
    assert not by_ground(story.as_("ruqayya"), timezone.now().year).nothing


def test_one_value_of_their_own_counts_one_waits_and_a_holiday_is_recorded(story: Story) -> None:
    states = dict(RuleOverride.objects.values_list("rule", "state"))
    assert states == {"eg-annulment-suit": "in-force", "tr-istinaf": "proposed"}
    assert not RuleOverride.objects.filter(may_be_later=True).exists()
    assert AnnouncedHoliday.objects.count() == 1
    assert story.as_("nadia").can(CORRECT_RULES)


def test_a_round_named_as_invented_reaches_ahmeds_card(story: Story) -> None:
    row = RenewalRound.objects.get()
    assert "Invented" in row.source
    assert Renewal.objects.filter(round=row, case=story.recall("ahmed/case", Case)).exists()
