"""One file with everything in it, and a secret in every part: what the route table is tried on."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

import docx
import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from jiwar.casework.appointments import actions as appointments
from jiwar.casework.cases import actions as cases
from jiwar.casework.cases import clock
from jiwar.casework.cases.models import Assignment, Case, CaseMember, Document, Service
from jiwar.casework.conflicts import actions as conflicts
from jiwar.casework.conflicts.models import Match
from jiwar.casework.erasing import actions as erasing
from jiwar.casework.people import actions as people
from jiwar.casework.people.actions.consenting import Question
from jiwar.casework.people.imports import actions as imports
from jiwar.casework.people.models import Consent, Person
from jiwar.casework.people.parts import Contact, NameGiven, PhoneGiven, Who
from jiwar.foundation.access.actions import lending
from jiwar.foundation.access.compartments import GENERAL, IDENTITY
from jiwar.foundation.access.models import Grant
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.groups.models import Group, Office
from jiwar.foundation.vault.models import Subject
from jiwar.knowledge.calendars import GivenDate
from jiwar.knowledge.instruments import Answer, Help, interview, next_open
from jiwar.knowledge.procedures import EventKind
from jiwar.lines.learning import actions as learning
from jiwar.lines.learning import opening
from jiwar.lines.learning.models import Learner, OwnPhrase
from jiwar.lines.learning.phrases import decking, studying
from jiwar.lines.learning.rights import TEACHER
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
from jiwar.lines.legal.statements import actions as statements
from jiwar.lines.legal.statements import queries as told
from tests.cast import Cast, OutsideClient, Player, join
from tests.routes import passkey
from tests.routes.routes import Route

# Who may open what. `identity` is shown to whoever finds people; the rest follows from grants on this file.
NAME = "Zubaydah Qanarija"
ASKED = "identity-canary-asks"
GENERAL_TEXT = "general-canary"
PRIVILEGED_TEXT = "privileged-canary"
FINDERS = {"reception", "caseworker", "off_caseworker", "legal_adviser", "coordinator"}
TEAM = {"caseworker", "legal_adviser"}
TEACHING = {"teacher"}
"""They see the learner by name, on the pages of the learning line and nowhere else."""
COLLEAGUE = "colleague"
"""A second adviser, of whom the table says nothing."""


@dataclass
class World:
    cast: dict[str, Player]
    rows: dict[str, Any]
    secrets: dict[str, str] = field(
        default_factory=lambda: {
            "name": NAME,
            "what was asked": ASKED,
            "the general file": GENERAL_TEXT,
            "the privileged part": PRIVILEGED_TEXT,
        }
    )
    sessions: dict[str, str] = field(default_factory=dict)

    def client(self, who: str) -> Client:
        """A browser as it was when this member had just signed in, whatever was asked before."""
        client = OutsideClient()
        if who == "signed_out":
            return client
        if who not in self.sessions:
            self.sessions[who] = self.cast[who].client.cookies[settings.SESSION_COOKIE_NAME].value
        client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[who]
        return client

    def places(self, route: Route) -> dict[str, Any]:
        """What stands in a route's places. A place nobody filled fails by name."""
        return {place: self.rows.get(f"{route.name}/{place}") or self.rows[place] for place in route.places}

    def never_shown_to(self, who: str, route: str) -> dict[str, str]:
        hidden = {}
        if who not in FINDERS and not (who in TEACHING and route.startswith("learning:")):
            hidden["name"] = NAME
        if who not in TEAM:
            hidden["the general file"] = GENERAL_TEXT
        if who != "legal_adviser":
            hidden["the privileged part"] = PRIVILEGED_TEXT
        return hidden


@pytest.fixture
def world(cast: Cast, group: Group, other_group: Group) -> World:
    """Zubaydah's file: registered, on the case of a caseworker and a legal adviser, with one of everything."""
    players = {
        **cast.everyone(),
        "legal_adviser": join(group, "legal adviser", LEGAL_ADVISER),
        "teacher": join(group, "teacher", TEACHER),
    }
    rows = _file({**players, COLLEAGUE: join(group, "other adviser", LEGAL_ADVISER)})
    rows |= {
        "lending_id": _emergency(players["off_caseworker"].viewer, rows["child_subject"]),
        "erasure_id": _erasure(players["guardian"].viewer),
        "member_id": players["volunteer"].member.id,
        "office_id": Office.objects.create(name="Old town").id,
        "pk": passkey.enrol(players["caseworker"].account).pk,
        "part": "who",
        "kind": "interview-held",
        "pack": "tr",
        "legal:letter/kind": "request-documents",
        "interview_kind": "what-now",
    }
    return World(players, rows)


def _file(players: dict[str, Player]) -> dict[str, Any]:
    """Each row under the name its place has in the addresses."""
    caseworker, adviser, coordinator = (players[name].viewer for name in ("caseworker", "legal_adviser", "coordinator"))
    person = people.register(
        caseworker,
        who=Who(names=(NameGiven(NAME),), nationalities=("SD",)),
        contact=Contact(phones=(PhoneGiven("+905321234567"),)),
    )
    child = people.register(caseworker, who=Who(names=(NameGiven("Idris Qanarija"),)))
    case = cases.open_case(caseworker, person=person, asks=ASKED)
    first = cases.assign(coordinator, case=case, member=players["caseworker"].member)
    cases.assign(coordinator, case=case, member=players["legal_adviser"].member, lead=False)
    cases.add_member(caseworker, case=case, person=child, role=CaseMember.Role.CHILD)
    case.refresh_from_db()
    need = cases.record_need(caseworker, case=case, sector="shelter", text=f"{GENERAL_TEXT}: no room after Friday")
    cases.assess(caseworker, case=case, sector="shelter", severity="high", finding=GENERAL_TEXT)
    general = cases.write_note(caseworker, case=case, text=GENERAL_TEXT, minutes=20)
    privileged = cases.write_note(adviser, case=case, text=PRIVILEGED_TEXT, minutes=30, compartment=LEGAL_PRIVILEGED)
    service = cases.request_service(caseworker, case=case, line="legal", kind="advice", asked=GENERAL_TEXT)
    paper = cases.add_document(
        caseworker,
        case=case,
        chunks=[b"%PDF-1.4\n%%EOF\n"],
        name="letter.pdf",
        title=f"{GENERAL_TEXT}: the letter",
        kind="decision",
    )
    return {
        "person": person.id,
        "person_id": person.id,
        "other_id": child.id,
        "subject_id": person.subject_id,
        "child_subject": child.subject,
        "consent_id": people.ask_consent(caseworker, person=person, question=Question(Consent.Purpose.FILE)).id,
        "relation_id": people.relate(caseworker, person=person, other=child, kind="child").id,
        "need_id": people.record_need(caseworker, person=person, code="SP-PT").id,
        "draft_id": people.keep_draft(caseworker, typed={"name": "Half a name"}).id,
        **_list(coordinator),
        **_learner(caseworker, players["teacher"], person),
        **_words(players["teacher"].viewer, person),
        "case": case.id,
        "assignment": first.id,
        "cases:remove-person/member": CaseMember.objects.get(case=case, person=child).id,
        "note": general.id,
        "privileged": privileged.id,
        "need": need.id,
        "goal": cases.set_goal(caseworker, case=case, text=f"{GENERAL_TEXT}: a room by spring").id,
        "service": service.id,
        "task": cases.add_task(caseworker, title=f"{GENERAL_TEXT}: ask the landlord", case=case).id,
        "cases:own-task/task": cases.add_task(caseworker, title="Order tea").id,
        "document": paper.id,
        "appointment": appointments.book(
            players["reception"].viewer,
            person=person,
            case=case,
            staff=players["caseworker"].member,
            starts=timezone.now() + timedelta(days=2),
            ends=timezone.now() + timedelta(days=2, hours=1),
            in_spite=True,
        ).id,
        "secret": appointments.make_feed(caseworker),
        **_procedure(adviser, case),
        **_runs_out(adviser, case),
        "letter": _letter(adviser, case, person, paper).id,
        "template": _template(adviser),
        **_help(adviser, service),
        **_evidence(adviser, case, paper),
        **_statement(adviser, case),
        **_interviews(adviser, case, person),
        **_safety(adviser, case),
        **_shelf(adviser, case),
        **_hearing(adviser, case, person),
        **_quality(adviser, players[COLLEAGUE].viewer, case),
        **_conflict(caseworker, case),
    }


def _words(teacher: Viewer, person: Person) -> dict[str, Any]:
    """Zubaydah learns words, also by an address of her own; two decks of the group's own, one with a word."""
    learner = Learner.objects.get(person=person)
    studying.choose_words(teacher, learner=learner, learned="tr", own="en", decks=["family"])
    made = [decking.make_deck(teacher, name=name, learned="tr", own="en") for name in ("Unit one", "Unit two")]
    decking.add_words(teacher, deck=made[0], brought=[decking.Written("sandalye", "chair")])
    return {
        "situation": "family",
        "phrase": "house",
        "tongue": "en",
        "deck": made[0].id,
        "learning:own-cards/deck": made[1].id,
        "word": OwnPhrase.objects.get(deck=made[0]).id,
        "learning:own-words/secret": studying.make_link(teacher, learner=learner, days=30),
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


def _learner(caseworker: Viewer, teacher: Player, person: Person) -> dict[str, Any]:
    """Zubaydah learns with the teacher."""
    learner = learning.add_learner(caseworker, person=person, scripts=["arabic"])
    opening.to_teachers(caseworker, person.subject, [teacher.member], learner.id)
    return {"learner": learner.id}


def _list(coordinator: Viewer) -> dict[str, Any]:
    """A list brought in, with a row that may be Zubaydah and waits for a decision."""
    text = "Name,Phone,Sex\nZubayda Kanarya,+905321234567,\nHalima Idris,,F\n"
    brought = imports.begin(coordinator, chunks=[text.encode()], name="list.csv")
    imports.start_and_wait(coordinator, brought=brought, only_try=False)
    return {"import_id": brought.id, "people:import-row/number": 2}


def _erasure(guardian: Viewer) -> UUID:
    """Asked for of somebody the list registered, and waiting for a second word."""
    person = Person.objects.select_related("subject").order_by("-number")[0]
    return erasing.ask(guardian, person=person, why="wrong", said="Registered by mistake.").id


def _emergency(viewer: Viewer, subject: Subject) -> UUID:
    """Of a caseworker without a grant, on the child's record, and over: nothing of it stands open."""
    lent = lending.open_in_emergency(
        viewer, subject=subject, part=GENERAL, reason="called at night", lasts=timedelta(minutes=15)
    )
    lending.end(viewer, lending=lent)
    return lent.id


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
    ended = FileReview.objects.create(**of, finished_at=timezone.now(), word=PRIVILEGED_TEXT)
    said = {"item": "scope", "verdict": "mend", "note": PRIVILEGED_TEXT, "mend_by": clock.today()}
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


def _conflict(caseworker: Viewer, case: Case) -> dict[str, Any]:
    """Somebody opposed to the case who bears the name of one who works here."""
    opposed = conflicts.mark(
        caseworker, case=case, kind="informer", names=["Administrator"], note=f"{GENERAL_TEXT}: seen at the gate"
    )
    conflicts.check(caseworker, case=case)
    return {"opposed": opposed.id, "match": Match.objects.get(opposed=opposed).id}


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
