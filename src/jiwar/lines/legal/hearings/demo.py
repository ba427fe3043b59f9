"""Ahmed's interview that was noted, the court next week with its list, and one that was put off."""

from datetime import datetime, time, timedelta

from jiwar.casework.appointments.forms import moment
from jiwar.casework.cases import clock
from jiwar.casework.cases.models import Case
from jiwar.casework.people.models import Person
from jiwar.foundation.access.story import Story
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.groups.opening import open_days
from jiwar.lines.legal.hearings import actions, words
from jiwar.lines.legal.hearings.actions import HearingGiven, NotesGiven, TravelGiven
from jiwar.lines.legal.models import Hearing, Preparation, Procedure

_ASKED = (
    ("On which day did you leave your village?", "After the rains; he does not know the day."),
    ("Who told you to leave?", "His uncle. The interpreter said 'a man'; corrected when he noticed."),
    ("Why not to another town?", "The road was held; he named the two checkpoints."),
)


def tell_ahmed(story: Story, adviser: Viewer, case: Case, procedure: Procedure) -> None:
    ahmed = story.recall("ahmed", Person)
    interview = HearingGiven(
        words.ASYLUM,
        "İl Göç İdaresi Müdürlüğü",
        "Örnek Caddesi 12, 2nd floor, room 204\nAnkara",
        language="fvr",
        interpreter="confirmed",
        procedure=procedure,
        stage="interview",
    )
    _past(story, adviser, case, ahmed, interview)
    court = HearingGiven(
        words.COURT,
        "Administrative Court",
        "Court house, hall B",
        language="fvr",
        interpreter="asked",
        procedure=procedure,
    )
    coming = _plan(adviser, case, ahmed, court, _at(story, 6, 10))
    _prepare(adviser, coming)
    renewal = HearingGiven(words.BIOMETRIC, "Provincial office, counter 4", language="ar", interpreter="not-needed")
    put_off = _plan(adviser, case, ahmed, renewal, _at(story, 9, 9))
    starts = _at(story, 16, 9)
    actions.move_hearing(
        adviser,
        hearing=put_off,
        starts=starts,
        ends=starts + timedelta(hours=1),
        reason="The office called: the machine for fingerprints is broken.",
        seen_version=put_off.version,
        in_spite=True,
    )


def _past(story: Story, adviser: Viewer, case: Case, person: Person, given: HearingGiven) -> None:
    row = _plan(adviser, case, person, given, _at(story, -16, 9, back=True))
    for question, answer in _ASKED:
        actions.ask_noted(adviser, hearing=row, question=question, answer=answer)
    notes = NotesGiven(
        breaks="One, a quarter of an hour, when he was asked of his brother.",
        interpretation="The interpreter spoke Arabic of another country; Fur was not to be had.",
        handed_over="A copy of the list of the village’s dead, two pages.",
        read_back="part",
        note="The authority’s record leaves out what he said of his brother.",
    )
    actions.keep_record(adviser, hearing=row, given=notes, seen_version=0)
    state = Hearing.State.TO_FOLLOW.value
    actions.end_hearing(adviser, hearing=row, outcome=state, seen_version=row.version)


def _prepare(adviser: Viewer, row: Hearing) -> None:
    for item in Preparation.objects.filter(hearing=row).order_by("position")[:3]:
        actions.tick(adviser, item=item)
    actions.add_item(adviser, hearing=row, text="Ask the teacher for the certificate of attendance")
    mine = actions.ask_along(adviser, hearing=row, part="lawyer", member=adviser.member)
    actions.answer_for(adviser, companion=mine, agreed=True)
    actions.ask_along(adviser, hearing=row, part="driver", name="Yusuf Adam", phone="+905550001122")
    travel = TravelGiven(
        way="Bus 12 to the market, then on foot; back by car with the driver.",
        who_knows="His cousin, and the front desk.",
        avoid="The square by the bus station: papers are asked for there in the morning.",
        childcare="Nobody needed.",
        carry="The card, never the passport; the number of the office on paper.",
        if_held="He calls the office; the adviser goes with the power of attorney.",
    )
    actions.keep_travel(adviser, hearing=row, given=travel, seen_version=0)


def _plan(adviser: Viewer, case: Case, person: Person, given: HearingGiven, starts: datetime) -> Hearing:
    return actions.plan_hearing(
        adviser,
        case=case,
        person=person,
        given=given,
        starts=starts,
        ends=starts + timedelta(hours=2),
        staff=adviser.member,
        in_spite=True,
    )


def _at(story: Story, days: int, hour: int, *, back: bool = False) -> datetime:
    """The nearest open day from there, away from today."""
    day, step, open_on = story.today + timedelta(days=days), timedelta(days=-1 if back else 1), open_days()
    while open_on.closed(day) is not None:
        day += step
    return moment(day, time(hour)) or datetime.combine(day, time(hour + 1), clock.zone())
