"""One file with everything in it, and a secret in every part: what the route table is tried on."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client
from django.test.client import ClientHandler
from django.urls import reverse
from django.utils import timezone

from jiwar.casework.appointments import actions as appointments
from jiwar.casework.cases import actions as cases
from jiwar.casework.cases.models import Case, CaseMember
from jiwar.casework.conflicts import actions as conflicts
from jiwar.casework.conflicts.models import Match
from jiwar.casework.erasing import actions as erasing
from jiwar.casework.people import actions as people
from jiwar.casework.people.actions.consenting import Question
from jiwar.casework.people.imports import actions as imports
from jiwar.casework.people.models import Consent, Person
from jiwar.casework.people.parts import Contact, NameGiven, PhoneGiven, Who
from jiwar.foundation.access.actions import lending
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.groups.models import Group, Office
from jiwar.foundation.vault.models import Subject
from jiwar.lines.learning.rights import TEACHER
from jiwar.lines.legal.rights import LEGAL_ADVISER, LEGAL_PRIVILEGED
from tests.cast import Cast, OutsideClient, Player, join
from tests.routes import passkey
from tests.routes.canaries import ASKED, GENERAL_TEXT, NAME, PRIVILEGED_TEXT
from tests.routes.learning_world import of_learning
from tests.routes.legal_world import File, of_the_legal_desk
from tests.routes.routes import Route

# Who may open what. `identity` is shown to whoever finds people; the rest follows from grants on this file.
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
    handler: ClientHandler | None = None

    def client(self, who: str) -> Client:
        """A browser as it was when this member had signed in and asked once, whatever was asked before."""
        client = OutsideClient()
        client.handler = self.handler = self.handler or client.handler
        if who == "signed_out":
            return client
        if who not in self.sessions:
            self.sessions[who] = _asked_once(self.cast[who].client)
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


def _asked_once(client: Client) -> str:
    """The session, with what the first page after signing in writes into it: not at every address anew."""
    client.get(reverse("languages:choose"))
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@pytest.fixture
def world(cast: Cast, group: Group) -> World:
    return the_world(cast, group)


def the_world(cast: Cast, group: Group) -> World:
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
    colleague, administrator = players[COLLEAGUE].viewer, players["administrator"].viewer
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
        **of_learning(caseworker, players["teacher"], case, person, child),
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
        **of_the_legal_desk(adviser, colleague, administrator, File(case, person, paper, service)),
        **_conflict(caseworker, case),
    }


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


def _conflict(caseworker: Viewer, case: Case) -> dict[str, Any]:
    """Somebody opposed to the case who bears the name of one who works here."""
    opposed = conflicts.mark(
        caseworker, case=case, kind="informer", names=["Administrator"], note=f"{GENERAL_TEXT}: seen at the gate"
    )
    conflicts.check(caseworker, case=case)
    return {"opposed": opposed.id, "match": Match.objects.get(opposed=opposed).id}
