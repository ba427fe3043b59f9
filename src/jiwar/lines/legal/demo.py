"""The legal part of the story: Ahmed's refusal, a deportation decision that burns today, and others beside them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from jiwar.casework.cases import actions as case_actions
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Assignment, Case, TimelineEntry
from jiwar.casework.people.models import Identifier, Person
from jiwar.casework.people.parts import IdentifierGiven
from jiwar.foundation.access.capabilities import ASSIGN
from jiwar.foundation.access.story import Story
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.groups import opening
from jiwar.knowledge import procedures
from jiwar.knowledge.calendars import Calendar, GivenDate, from_civil
from jiwar.knowledge.procedures import Event, EventKind, HowNotified, Proof, ToWhom
from jiwar.lines.legal import actions
from jiwar.lines.legal.actions import Draft
from jiwar.lines.legal.detention import demo as detention
from jiwar.lines.legal.evidence import demo as evidence
from jiwar.lines.legal.hearings import demo as hearings
from jiwar.lines.legal.helping import demo as helping
from jiwar.lines.legal.interviews import demo as interviews
from jiwar.lines.legal.letters.catalogue import LETTERS
from jiwar.lines.legal.letters.queries import offices
from jiwar.lines.legal.models import Procedure, ProcedureEvent
from jiwar.lines.legal.overriding import demo as overriding
from jiwar.lines.legal.own_templates import demo as own_templates
from jiwar.lines.legal.quality import demo as quality
from jiwar.lines.legal.radar import demo as radar
from jiwar.lines.legal.radar.rounds import demo as rounds
from jiwar.lines.legal.recorded import Recorded
from jiwar.lines.legal.rights import LEGAL_ADVISER
from jiwar.lines.legal.shelf import demo as shelf
from jiwar.lines.legal.signing import demo as signing
from jiwar.lines.legal.statements import demo as statements

TODAY_AT_THE_LATEST = 21
_HELPED = {3: False, 9: True}
"""Courses of which a decision about help is told, and whether it was refused."""

_WATCHED = {0: True, 2: False}
"""Courses with a safety plan, and whether a check-in was missed."""


@dataclass(frozen=True)
class Course:
    """What happened in one procedure: kinds of events with the days since then."""

    pack: str
    track: str
    steps: tuple[tuple[EventKind, int], ...]


COURSES = (
    Course("tr", "removal", ()),
    Course("tr", "regular", ((EventKind.REGISTRATION, 60), (EventKind.DOCUMENT_ISSUED, 55))),
    Course("tr", "accelerated", ((EventKind.APPLICATION_LODGED, 30), (EventKind.REFUSAL_NOTIFIED, 3))),
    Course("tr", "inadmissible", ((EventKind.APPLICATION_LODGED, 20), (EventKind.INADMISSIBILITY_NOTIFIED, 2))),
    Course("unhcr", "", ((EventKind.REGISTRATION, 400), (EventKind.REFUSAL_NOTIFIED, 12))),
    Course(
        "tr", "regular", ((EventKind.REGISTRATION, 90), (EventKind.REFUSAL_NOTIFIED, 20), (EventKind.APPEAL_FILED, 13))
    ),
    Course("eg", "", ((EventKind.IRREGULAR_ENTRY, 25),)),
    Course("tr", "detention", ((EventKind.DETENTION_ORDERED, 1),)),
    Course("tr", "regular", ((EventKind.SENT_TO_PROVINCE, 9),)),
    Course("eg", "", ((EventKind.REGISTRATION, 70),)),
    Course("tr", "withdrawal", ((EventKind.WITHDRAWAL_NOTIFIED, 5),)),
    Course("unhcr", "", ((EventKind.REGISTRATION, 120), (EventKind.INTERVIEW_HELD, 10))),
)
"""The first burns on the day of the story; an empty track takes the pack's first."""


def tell(story: Story) -> None:
    """Ahmed's procedure with the adviser who works on his case, then one course a case for as many as there are."""
    advisers = [viewer for viewer in map(story.as_, story.cast) if LEGAL_ADVISER in viewer.roles]
    if not advisers:
        return
    ahmed = story.recall("ahmed/case", Case)
    _ahmed(story, _adviser_of(story, ahmed, advisers[:1]), ahmed)
    radar.tell(story, _adviser_of(story, ahmed, advisers[:1]), ahmed)
    others = _cases_for_lawyers(but=ahmed)
    for number, (course, case) in enumerate(zip(COURSES, others, strict=False)):
        adviser = _adviser_of(story, case, advisers[number % len(advisers) :])
        _course(story, adviser, case, course, number)
        if number in _HELPED:
            helping.tell_others(adviser, case, refused=_HELPED[number])
        if number in _WATCHED:
            detention.tell(story, adviser, case, missed=_WATCHED[number])
    overriding.tell(story, advisers)
    quality.tell(story, _adviser_of(story, ahmed, advisers[:1]), ahmed)
    own_templates.tell(advisers[0])
    rounds.tell(story, advisers[0])


def _ahmed(story: Story, adviser: Viewer, case: Case) -> None:
    """Arrived, registered, heard, refused on a day the letter gives in the Hijri calendar."""
    procedure = actions.open_procedure(adviser, case=case, pack="tr", tracks=["regular"])
    for kind, days in (
        (EventKind.ENTRY, 53),
        (EventKind.APPLICATION_LODGED, 33),
        (EventKind.REGISTRATION, 32),
        (EventKind.DOCUMENT_ISSUED, 25),
        (EventKind.INTERVIEW_HELD, 16),
    ):
        _record(adviser, procedure, kind, GivenDate.of_civil(story.today - timedelta(days=days)))
    told_on = from_civil(story.today - timedelta(days=4), Calendar.HIJRI)
    refused = Recorded(
        EventKind.REFUSAL_NOTIFIED,
        GivenDate(Calendar.HIJRI, told_on.year, told_on.month, told_on.day),
        how_notified=HowNotified.IN_PERSON,
        to_whom=ToWhom.PERSON,
        proof=Proof.LETTER,
    )
    actions.record_event(
        adviser,
        procedure=procedure,
        recorded=refused,
        note="He brought the letter the next morning.",
        remark="The record of the interview leaves out what he said of his brother. This is our ground.",
    )
    _told_in_time(procedure, story.today)
    _letters(story, adviser, case)
    signing.tell(story, adviser, case)
    helping.tell_ahmed(story, adviser, case)
    evidence.tell_ahmed(story, adviser, case, procedure)
    statements.tell_ahmed(story, adviser, case)
    interviews.tell_ahmed(story, adviser, case)
    shelf.tell(story, adviser, case)
    hearings.tell_ahmed(story, adviser, case, procedure)
    story.remember("ahmed/procedure", procedure)


def _letters(story: Story, adviser: Viewer, case: Case) -> None:
    """His authorisation, in Arabic with the Turkish beside it, and the letter that goes on top of the objection. Where
    what draws them is not installed, the story goes on without."""
    told = story.today - timedelta(days=4)
    answers = {
        "authority_name": "İl Göç İdaresi Müdürlüğü",
        "authority_address": "Örnek Caddesi 12\nAnkara",
        "reference": f"{told.year}/4512 (B)",
        "notified_on": told.isoformat(),
        "enclosures": "İtiraz dilekçesi (6 sayfa)\nKarar örneği\nTemsil yetkisi",
    }
    for kind, languages in (("authorisation", ("ar", "tr")), ("appeal-cover", ("tr",))):
        draft = Draft(
            kind=next(known for known in LETTERS if known.code == kind),
            languages=languages,
            person=story.recall("ahmed", Person),
            answers=answers,
            adviser=adviser.account.name,
            office=next(iter(offices()), None),
            hijri=True,
            paper=IdentifierGiven(f"99{told.year}4512", Identifier.Kind.ASYLUM_CARD.value, "TR"),
        )
        try:
            actions.make_letter(adviser, case=case, draft=draft)
        except NotPossible:
            return


def _course(story: Story, adviser: Viewer, case: Case, course: Course, number: int) -> None:
    pack = procedures.load(course.pack)
    track = course.track or pack.tracks[0].id
    procedure = actions.open_procedure(adviser, case=case, pack=pack.id, tracks=[track])
    for kind, days in course.steps:
        _record(adviser, procedure, kind, GivenDate.of_civil(story.today - timedelta(days=days)))
    if not course.steps:
        kind = EventKind.DEPORTATION_DECISION_NOTIFIED
        _record(adviser, procedure, kind, GivenDate.of_civil(_burns_today(pack, track, kind, story.today)))
    _told_in_time(procedure, story.today)
    story.remember(f"procedure/{number}", procedure)


def _record(adviser: Viewer, procedure: Procedure, kind: EventKind, given: GivenDate) -> None:
    actions.record_event(adviser, procedure=procedure, recorded=Recorded(kind, given))


def _told_in_time(procedure: Procedure, today: date) -> None:
    """What was recorded just now was recorded, in the story, the day after it happened; nothing before the case."""
    opened = Case.objects.get(id=procedure.case_id).opened_at.date()
    rows = ProcedureEvent.objects.filter(procedure=procedure).order_by("recorded_at")
    days = [max(opened, min(today, Recorded.of(row).given.best() + timedelta(days=1))) for row in rows]
    told = TimelineEntry.objects.filter(row=procedure.id).order_by("at", "id")
    for entry, day in zip(told, [days[0], *days], strict=True):
        TimelineEntry.objects.filter(id=entry.id).update(happened_on=day)


def _burns_today(pack: procedures.Pack, track: str, kind: EventKind, today: date) -> date:
    """The day on which it must have been notified so that the safe day is today; else the nearest before."""
    open_days = opening.open_days()

    def act_by(notified: date) -> date:
        event = Event(kind, GivenDate.of_civil(notified), ref="it")
        standing = procedures.replay(pack, (track,), [event], today=today, open_days=open_days)
        return min(found.act_by for found in standing.running if found.act_by and found.started_by == "it")

    days = (today - timedelta(days=back) for back in range(TODAY_AT_THE_LATEST))
    return next(day for day in days if act_by(day) <= today)


def _cases_for_lawyers(*, but: Case) -> Iterator[Case]:
    """Led cases, those a legal adviser works on first, by number."""
    led = Assignment.objects.filter(ended_at__isnull=True, lead=True).values("case")
    rows = list(Case.objects.filter(id__in=led, state=Case.State.OPEN).exclude(id=but.id).select_related("subject"))
    legal = set(
        Assignment.objects.filter(ended_at__isnull=True, role=LEGAL_ADVISER.code).values_list("case_id", flat=True)
    )
    yield from sorted(rows, key=lambda case: (case.id not in legal, case.number))


def _adviser_of(story: Story, case: Case, free: Sequence[Viewer]) -> Viewer:
    """The legal adviser on the case; a free one is given it by the coordinator where there is none."""
    running = Assignment.objects.filter(case=case, ended_at__isnull=True, role=LEGAL_ADVISER.code)
    working = set(running.values_list("member_id", flat=True))
    here = next((viewer for viewer in map(story.as_, story.cast) if viewer.id in working), None)
    if here is not None:
        return here
    coordinator = next(viewer for viewer in map(story.as_, story.cast) if viewer.can(ASSIGN))
    case_actions.assign(coordinator, case=case, member=free[0].member, lead=False)
    return free[0]
