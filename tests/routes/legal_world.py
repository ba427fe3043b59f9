"""The legal desk's part of the world: one of everything a legal adviser makes on the file."""

from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

import docx
from django.utils import timezone

from jiwar.casework.cases import clock
from jiwar.casework.cases.models import Assignment, Case, Document, Service
from jiwar.casework.people.models import Person
from jiwar.foundation.access.compartments import GENERAL, IDENTITY
from jiwar.foundation.access.models import Grant
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.vault.models import Subject
from jiwar.knowledge.calendars import GivenDate
from jiwar.knowledge.instruments import Answer, Help, interview, next_open
from jiwar.knowledge.procedures import EventKind
from jiwar.lines.legal import actions as legal
from jiwar.lines.legal.announcing import actions as announcing
from jiwar.lines.legal.detention import actions as safety
from jiwar.lines.legal.evidence import actions as evidence
from jiwar.lines.legal.hearings import actions as hearings
from jiwar.lines.legal.helping import actions as helping
from jiwar.lines.legal.helping import criteria
from jiwar.lines.legal.interviews import actions as interviews
from jiwar.lines.legal.letters import facts as letter_facts
from jiwar.lines.legal.models import (
    Bundle,
    Deadline,
    FileReview,
    FilingLook,
    GuidedInterview,
    Letter,
    LookingBack,
    Procedure,
    Renewal,
    ReviewPoint,
    TimeEntry,
)
from jiwar.lines.legal.overriding import actions as overriding
from jiwar.lines.legal.own_templates import actions as own_templates
from jiwar.lines.legal.quality import timekeeping
from jiwar.lines.legal.radar import actions as radar
from jiwar.lines.legal.radar.papers import Paper
from jiwar.lines.legal.radar.rounds import actions as rounds
from jiwar.lines.legal.radar.rounds import reach
from jiwar.lines.legal.recorded import Recorded
from jiwar.lines.legal.rights import LEGAL_ADVISER, LEGAL_PRIVILEGED
from jiwar.lines.legal.shelf import actions as shelf
from jiwar.lines.legal.signing import actions as signing
from jiwar.lines.legal.statements import actions as statements
from jiwar.lines.legal.statements import queries as told
from tests.routes.canaries import GENERAL_TEXT, OF_ANOTHER_FILE, PRIVILEGED_TEXT


@dataclass(frozen=True)
class File:
    case: Case
    person: Person
    paper: Document
    service: Service


def of_the_legal_desk(adviser: Viewer, colleague: Viewer, administrator: Viewer, file: File) -> dict[str, Any]:
    """Each row under the name its place has in the addresses."""
    case = file.case
    signing.make_certificate(administrator)
    return {
        **_procedure(adviser, case),
        **_runs_out(adviser, case),
        "letter": _letter(adviser, case, file.person, file.paper).id,
        "template": _template(adviser),
        **_help(adviser, file.service),
        **_evidence(adviser, case, file.paper),
        **_statement(adviser, case),
        **_interviews(adviser, case, file.person),
        **_safety(adviser, case),
        **_shelf(adviser, case),
        **_hearing(adviser, case, file.person),
        **_quality(adviser, colleague, case),
    }


def _evidence(adviser: Viewer, case: Case, paper: Document) -> dict[str, Any]:
    """An exhibit, and a bundle of it as the making leaves it, without the seconds that takes."""
    described = evidence.Described(title=f"{GENERAL_TEXT}: the refusal", kind="authority", paper=paper)
    exhibit = evidence.add_exhibit(adviser, case=case, described=described, holder="person")
    bundle = Bundle.objects.create(
        case=case,
        subject_id=case.subject_id,
        compartment=GENERAL.code,
        procedure=Procedure.objects.filter(case=case).first(),
        number=1,
        state=Bundle.State.MADE,
        wanted={"title": GENERAL_TEXT, "language": "en", "authority": GENERAL_TEXT, "begins": 1},
        pages=3,
        document=paper,
        asked_by=adviser.member,
    )
    return {"exhibit": exhibit.id, "bundle": bundle.id}


def _letter(adviser: Viewer, case: Case, person: Person, paper: Document) -> Letter:
    """As `make_letter` leaves it, without the second that drawing takes."""
    file = letter_facts.of_file(adviser, case, person, None, "legal adviser")
    return Letter.objects.create(
        case=case,
        subject_id=case.subject_id,
        compartment=GENERAL.code,
        document=paper,
        kind="authorisation",
        languages=["en"],
        facts={"file": file, "answers": {"authority_name": GENERAL_TEXT}, "hijri": False, "person": str(person.id)},
        made_by=adviser.member,
    )


def _template(adviser: Viewer) -> UUID:
    """Of the group's own, in use."""
    document, out = docx.Document(), BytesIO()
    document.add_paragraph("{{ person }}")
    document.save(out)
    row = own_templates.add_template(adviser, content=out.getvalue(), name="A word to an employer", language="en")
    own_templates.try_template(adviser, template=row)
    return row.id


def _help(adviser: Viewer, service: Service) -> dict[str, Any]:
    """The service of the file, screened, decided otherwise than suggested, and its letter written."""
    answers = {each.criterion.id: (Answer.NO, PRIVILEGED_TEXT) for each in criteria.asked()}
    helping.screen(adviser, service=service, answers=answers)
    decision = helping.decide(
        adviser,
        service=service,
        outcome=Help.ADVICE,
        reasons=PRIVILEGED_TEXT,
        override=PRIVILEGED_TEXT,
        told=helping.Told(GENERAL_TEXT, "ar", GENERAL_TEXT),
        seen=0,
    )
    scope = helping.write_scope(adviser, service=service, language="en", does=GENERAL_TEXT, does_not=GENERAL_TEXT)
    return {"decision": decision.id, "scope": scope.id}


def _statement(adviser: Viewer, case: Case) -> dict[str, Any]:
    """A session, an event anybody with the part may read and one for fewer, a question, and a draft read back."""
    sitting = statements.Sitting(place=PRIVILEGED_TEXT, how=PRIVILEGED_TEXT, language="ar", notes_agreed="yes")
    session = statements.record_session(
        adviser, case=case, held_on=clock.today(), minutes=60, about=PRIVILEGED_TEXT, sitting=sitting
    )
    event = statements.Event(PRIVILEGED_TEXT, f"2019, {PRIVILEGED_TEXT}", session=session)
    entry = statements.write_event(adviser, case=case, event=event)
    statements.write_event(adviser, case=case, event=statements.Event(PRIVILEGED_TEXT, "early 2020", narrow=True))
    question = statements.ask_question(adviser, case=case, text=PRIVILEGED_TEXT, entries=[entry])
    filled = statements.from_chronology(adviser, case, "en")
    row = statements.begin_statement(adviser, case=case, title=PRIVILEGED_TEXT, language="en", paragraphs=filled)
    [version] = told.versions_of(row)
    version.statement = row
    reading = statements.Reading(clock.today(), "ar", "corrections", corrections=PRIVILEGED_TEXT)
    statements.read_back(adviser, version=version, reading=reading)
    return {"sitting": session.id, "told": entry.id, "question": question.id.hex, "statement": row.id}


def _interviews(adviser: Viewer, case: Case, person: Person) -> dict[str, Any]:
    """One with a question for somebody's own words open, and one to be finished; with words of the person in both."""
    begun = _interview(adviser, case, person, "interview-preparation", {"welcome": None, "day": None})
    begun = interviews.answer(adviser, held=begun, question="language", value=PRIVILEGED_TEXT, seen_version=3)
    done = _interview(adviser, case, person, "what-now", {"letter": "no", "asks": PRIVILEGED_TEXT}, to_its_end=True)
    return {"interview": begun.id, "legal:interview_end/interview": done.id, "legal:interview_paper/interview": done.id}


def _interview(
    adviser: Viewer, case: Case, person: Person, kind: str, answers: dict[str, Any], *, to_its_end: bool = False
) -> GuidedInterview:
    of = interview(kind)
    assert of is not None
    row = interviews.start_interview(adviser, case=case, kind=of, person=person, language="en")
    while (asked := next_open(of, row.answers)) is not None and (to_its_end or asked.id in answers):
        said = answers.get(asked.id)
        row = interviews.answer(adviser, held=row, question=asked.id, value=said, seen_version=row.version)
    return row


def _safety(adviser: Viewer, case: Case) -> dict[str, Any]:
    """A plan with a check-in beside the rhythm, and an alarm that burns."""
    given = safety.PlanGiven(
        rungs=(safety.RungGiven(adviser.member), safety.RungGiven(None, f"{GENERAL_TEXT}: brother", "+905320000001")),
        contact=GENERAL_TEXT,
        what_to_do=GENERAL_TEXT,
    )
    plan = safety.keep_plan(adviser, case=case, given=given, seen_version=None)
    later = timezone.now() + timedelta(days=2)
    once = safety.agree_once(adviser, plan=plan, due_at=later, what_for=GENERAL_TEXT)
    alarm = safety.raise_by_hand(adviser, plan=plan, why=GENERAL_TEXT)
    return {"plan": plan.id, "check_in": once.id, "alarm": alarm.id}


def _shelf(adviser: Viewer, case: Case) -> dict[str, Any]:
    """A source, an argument that stands on it, and both used in the case."""
    described = shelf.Described("Invented report", "Invented office", ("SD",), date(2026, 1, 5), "en")
    source = shelf.add_source(adviser, described=described, text="The market was burned.")
    (paragraph,) = source.paragraphs.all()
    argument = shelf.add_argument(
        adviser, title="Markets", claim="race", country="SD", text="As the source says.", paragraphs=[paragraph]
    )
    shelf.use_argument(adviser, argument=argument, case=case)
    citation = shelf.cite(adviser, paragraph=paragraph, case=case)
    return {"source": source.id, "paragraph": paragraph.id, "argument": argument.id, "citation": citation.id}


def _hearing(adviser: Viewer, case: Case, person: Person) -> dict[str, Any]:
    """One in three days, with what each part of the file holds of it."""
    starts = timezone.now() + timedelta(days=3)
    row = hearings.plan_hearing(
        adviser,
        case=case,
        person=person,
        given=hearings.HearingGiven("asylum", f"{GENERAL_TEXT}: directorate", f"{GENERAL_TEXT}: room"),
        starts=starts,
        ends=starts + timedelta(hours=1),
        in_spite=True,
    )
    asked = hearings.ask_noted(adviser, hearing=row, question=PRIVILEGED_TEXT, answer=PRIVILEGED_TEXT)
    hearings.keep_record(adviser, hearing=row, given=hearings.NotesGiven(note=PRIVILEGED_TEXT), seen_version=0)
    company = hearings.ask_along(adviser, hearing=row, part="driver", name=f"{GENERAL_TEXT}: Yusuf")
    hearings.keep_travel(adviser, hearing=row, given=hearings.TravelGiven(way="By bus"), seen_version=0)
    item = hearings.add_item(adviser, hearing=row, text="Ask the teacher")
    return {"hearing": row.id, "asked": asked.id, "companion": company.id, "item": item.id}


def _quality(adviser: Viewer, colleague: Viewer, case: Case) -> dict[str, Any]:
    """The adviser looks through the files of a colleague, whom they supervise: one is begun, one waits to be drawn. The
    colleague supervises this file in turn; a look was asked of the adviser, and their word on the case when it closes.
    """
    _open_to(colleague, case)
    begun, _waiting = (_file_of(colleague, adviser, number) for number in (9001, 9002))
    kept = {"subject": begun.subject, "compartment": LEGAL_PRIVILEGED.code}
    of = {**kept, "case": begun, "adviser": colleague.member, "reviewer": adviser.member, "how": "random", "out_of": 3}
    row = FileReview.objects.create(**of)
    ended = FileReview.objects.create(**of, finished_at=timezone.now(), word=OF_ANOTHER_FILE)
    said = {"item": "scope", "verdict": "mend", "note": OF_ANOTHER_FILE, "mend_by": clock.today()}
    point = ReviewPoint.objects.create(**kept, review=ended, **said)
    hour = timekeeping.write(adviser, day=clock.today(), minutes=60, kind=TimeEntry.Kind.ADVICE, case=case)
    mine = {"subject": case.subject, "compartment": LEGAL_PRIVILEGED.code, "case": case, "until": clock.today()}
    look = FilingLook.objects.create(
        **mine, procedure=Procedure.objects.filter(case=case)[0], asked_by=colleague.member, asked_of=adviser.member,
        question=PRIVILEGED_TEXT,
    )  # fmt: skip
    back = LookingBack.objects.create(**mine, adviser=adviser.member)
    return {"review": row.id, "point": point.id, "entry": hour.id, "look_id": look.id, "back": back.id}


def _file_of(colleague: Viewer, adviser: Viewer, number: int) -> Case:
    """A file of the colleague's, with nobody on it, that stands open to the adviser too."""
    subject = Subject.objects.create(kind=Subject.Kind.CASE)
    case = Case.objects.create(
        subject=subject, compartment=IDENTITY.code, number=number, state=Case.State.OPEN, opened_by=colleague.member
    )
    Assignment.objects.create(
        subject=subject, compartment=GENERAL.code, case=case, member=colleague.member, lead=True,
        role=LEGAL_ADVISER.code, given_by=colleague.member,
    )  # fmt: skip
    _open_to(adviser, case)
    return case


def _open_to(viewer: Viewer, case: Case) -> None:
    for part in (GENERAL, LEGAL_PRIVILEGED):
        Grant.objects.create(
            member=viewer.member, subject=case.subject, compartment=part.code, source=Grant.Source.SUPERVISION
        )


def _runs_out(adviser: Viewer, case: Case) -> dict[str, Any]:
    """A card of the case that runs out in a fortnight."""
    given = GivenDate.of_civil(clock.today() + timedelta(days=14))
    card = radar.write_down(adviser, case=case, kind=Paper.RESIDENCE, given=given, note=GENERAL_TEXT)
    rows = {"legal:radar-take-over/row": card.id, "legal:radar-end/row": card.id}
    return rows | _round(adviser, case)


def _round(adviser: Viewer, case: Case) -> dict[str, Any]:
    """A round that reaches the card."""
    today = clock.today()
    says = rounds.Says(today, today + timedelta(days=30), "Come with the old card.", "Notice 7", today)
    announced = rounds.announce(adviser, kind=Paper.RESIDENCE, country=adviser.group.country, says=says)
    reach.some(timezone.now())
    renewal = Renewal.objects.get(round=announced, case=case)
    return {
        "announced": announced.id,
        "legal:renewal-take-over/row": renewal.id,
        "legal:renewal-end/row": renewal.id,
    }


def _procedure(adviser: Viewer, case: Case) -> dict[str, Any]:
    procedure = legal.open_procedure(adviser, case=case, pack="tr", tracks=["regular"])
    refused = GivenDate.of_civil(clock.today() - timedelta(days=3))
    event = legal.record_event(adviser, procedure=procedure, recorded=Recorded(EventKind.REFUSAL_NOTIFIED, refused))
    deadline = Deadline.objects.filter(procedure=procedure, kind="limit", status="open").order_by("safe")[0]
    printed = legal.record_printed_date(
        adviser,
        procedure=procedure,
        thread=event.thread,
        rule="tr-commission-objection",
        day=clock.today() + timedelta(days=4),
    )
    rows = {"procedure": procedure.id, "event": event.id, "deadline": deadline.id, "printed": printed.id}
    return rows | _rules(adviser)


def _rules(adviser: Viewer) -> dict[str, Any]:
    """A value of the group's own that waits for its second word, and a holiday that was announced."""
    rule, day = "tr-court-regular", clock.today()
    value = overriding.Value(
        known=True,
        value=20,
        unit="day",
        day_type="calendar",
        starts_from=("refusal-notified",),
        suspensive_effect="unknown",
        since=day,
        reason="A circular.",
        source_title="Circular",
        source_publisher="The office",
        source_place="No. 1",
        source_date=day,
    )
    override = overriding.propose(adviser, pack="tr", rule=rule, value=value, knows_it_is_later=True)
    [holiday] = announcing.announce(
        adviser, country="TR", days=[day + timedelta(days=300)], name="Day of rest", source="Decree 1"
    )
    return {"rule": rule, "override": override.id, "holiday": holiday.id}
