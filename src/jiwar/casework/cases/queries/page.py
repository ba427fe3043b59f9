"""Everything of the case page, asked once."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from jiwar.casework.cases import clock, panels
from jiwar.casework.cases.models import (
    Assessment,
    Assignment,
    Case,
    CaseMember,
    Document,
    Goal,
    Need,
    Service,
    Task,
)
from jiwar.casework.cases.panels import MenuItem, Shown
from jiwar.casework.cases.queries.load import minutes_on
from jiwar.casework.cases.queries.one import team
from jiwar.casework.cases.queries.timeline import TimelinePage, timeline
from jiwar.casework.people import queries as people
from jiwar.casework.people import wording
from jiwar.casework.people.models import Person
from jiwar.casework.people.parts import Contact
from jiwar.casework.people.queries import Summary
from jiwar.foundation import vault
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.compartments import GENERAL, IDENTITY, Compartment
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.groups.statements import statement

DOCUMENTS = 6


@dataclass(frozen=True)
class OnCase:
    """A person on the case whom the viewer may know."""

    member: CaseMember
    person: Person
    name: str


@dataclass(frozen=True)
class Plan:
    """What was found and is aimed at; empty for a viewer without the general part."""

    assessments: list[Assessment]
    needs: list[Need]
    goals: list[Goal]


@dataclass(frozen=True)
class CaseView:
    """`reads`: the general part stands open to the viewer; `works`: they also write into it.

    `principal` None: the viewer may not know the person (or nobody is principal any more). `minutes` for coordinators.
    """

    case: Case
    today: date
    opened: frozenset[Compartment]
    reads: bool
    works: bool
    principal: Summary | None
    principal_id: UUID | None
    contact: Contact | None
    people: list[OnCase]
    team: list[Assignment]
    above: list[Shown]
    aside: list[Shown]
    menu: list[MenuItem]
    timeline: TimelinePage
    services: list[Service]
    tasks: list[Task]
    documents: list[Document]
    plan: Plan
    minutes: int | None

    @property
    def lead(self) -> str:
        return next((row.member.account.name for row in self.team if row.lead), "")


def page(viewer: Viewer, case: Case, *, chapter: str = "", before: UUID | None = None) -> CaseView:
    """The case page for a viewer who may know the case (`queries.case` has checked)."""
    today = clock.today()
    opened = policy.opened_compartments(viewer, case.subject)
    reads = GENERAL in opened
    works = reads and viewer.can(can.WORK_ON_FILES) and not case.is_closed
    on_case = people_on(viewer, case)
    first = next((each for each in on_case if each.member.role == CaseMember.Role.PRINCIPAL), None)
    codes = tuple(compartment.code for compartment in opened - {IDENTITY})
    services, tasks, documents = _services(case.id, codes), _tasks(case.id, codes), _documents(case.id, codes)
    planned = plan(case) if reads else Plan([], [], [])
    vault.prefetch([case, *services, *tasks, *documents])
    return CaseView(
        case=case,
        today=today,
        opened=opened,
        reads=reads,
        works=works,
        principal=people.summary(viewer, first.person) if first else None,
        principal_id=first.person.id if first else None,
        contact=people.safe_contact(viewer, first.person) if first else None,
        people=on_case,
        team=team(case),
        above=panels.above(viewer, case, today),
        aside=panels.aside(viewer, case, today),
        menu=panels.menu(viewer, case) if works else [],
        timeline=timeline(viewer, case, before=before, chapter=chapter, opened=opened),
        services=services,
        tasks=tasks,
        documents=documents,
        plan=planned,
        minutes=minutes_on(viewer, case),
    )


def people_on(viewer: Viewer, case: Case) -> list[OnCase]:
    """Those on the case now whom the viewer may know, in the order they joined."""
    rows = _members(case.id)
    known = people.persons(viewer, [row.person_id for row in rows])
    return [
        OnCase(row, known[row.person_id], wording.heading(known[row.person_id])[0])
        for row in rows
        if row.person_id in known
    ]


@statement
def _members(case: UUID) -> QuerySet[CaseMember]:
    return CaseMember.objects.filter(case=case, left_at__isnull=True)


@statement
def _services(case: UUID, codes: tuple[str, ...]) -> QuerySet[Service]:
    return Service.objects.filter(case=case, compartment__in=codes).select_related("person")


@statement
def _tasks(case: UUID, codes: tuple[str, ...]) -> QuerySet[Task]:
    rows = Task.objects.filter(case=case, compartment__in=codes, state=Task.State.OPEN)
    return rows.select_related("owner__account").order_by("due", "id")


@statement
def _documents(case: UUID, codes: tuple[str, ...]) -> QuerySet[Document]:
    return Document.objects.filter(case=case, compartment__in=codes)[: DOCUMENTS + 1]


@statement
def _assessments(case: UUID) -> QuerySet[Assessment]:
    return Assessment.objects.filter(case=case, compartment=GENERAL.code, replaced_at__isnull=True)


@statement
def _needs(case: UUID) -> QuerySet[Need]:
    return Need.objects.filter(case=case, compartment=GENERAL.code, met_at__isnull=True)


@statement
def _goals(case: UUID) -> QuerySet[Goal]:
    return Goal.objects.filter(case=case, compartment=GENERAL.code)


def plan(case: Case) -> Plan:
    """For a viewer with the general part: every row of it stands there."""
    found = Plan(_assessments(case.id), _needs(case.id), _goals(case.id))
    vault.prefetch([*found.assessments, *found.needs, *found.goals])
    return found
