"""Lists of cases: by number or age, in as many queries for three rows as for one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from jiwar.casework.cases.models import Assignment, Case, CaseMember
from jiwar.casework.cases.words import CASE_ASSIGNED
from jiwar.casework.people import queries as people
from jiwar.casework.people.models import Person
from jiwar.foundation import vault
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.models import Word
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.groups.statements import statement
from jiwar.foundation.ui.addresses import address
from jiwar.foundation.vault.models import Subject

PAGE = 25
CASE = Subject.Kind.CASE


@dataclass(frozen=True)
class CaseLine:
    """A case in one line. `names` of those on it whom the viewer may know; `lead` is '' while nobody leads it."""

    case: Case
    names: tuple[str, ...]
    lead: str
    url: str

    @property
    def number(self) -> str:
        return self.case.written_number

    @property
    def waiting_since(self) -> datetime:
        return self.case.danger_since or self.case.opened_at


@dataclass(frozen=True)
class CasePage:
    """One page of a list; `before` is the number to go on from, None at the end."""

    lines: list[CaseLine]
    before: int | None


def _known(viewer: Viewer, rows: QuerySet[Case]) -> QuerySet[Case]:
    return vault.keyed(policy.known(viewer, rows.select_related("subject"), CASE))


def shown(viewer: Viewer, cases: Sequence[Case]) -> list[CaseLine]:
    """With names and leads: three queries however many."""
    if not cases:
        return []
    ids = tuple(case.id for case in cases)
    names = _names(_on_cases(viewer, ids), cases)
    leads = dict(_leads(ids))
    return [
        CaseLine(case, names.get(case.id, ()), leads.get(case.id, ""), address("cases:case", case=case.id))
        for case in cases
    ]


def names_on(viewer: Viewer, cases: Iterable[UUID]) -> dict[UUID, tuple[str, ...]]:
    """By case, the shown names of those on it whom the viewer may know."""
    return _names(_on_cases(viewer, tuple(cases)))


def _names(members: Sequence[CaseMember], cases: Sequence[Case] = ()) -> dict[UUID, tuple[str, ...]]:
    """Fetches with one query the keys of the people, and of `cases` beside."""
    vault.prefetch([*cases, *(member.person for member in members)], holders=members)
    found: dict[UUID, tuple[str, ...]] = {}
    for member in members:
        found[member.case_id] = (*found.get(member.case_id, ()), people.heading(member.person)[0])
    return found


@statement
def _on_cases(viewer: Viewer, cases: tuple[UUID, ...]) -> QuerySet[CaseMember]:
    rows = CaseMember.objects.filter(case__in=cases, left_at__isnull=True).select_related("person")
    known = policy.known(viewer, rows, Subject.Kind.PERSON, "person__subject").only("case", *_HEADED)
    return vault.keyed(known, "person__")


_HEADED = tuple(f"person__{name}" for name in ("subject", "compartment", "shown", "shown_other"))
"""What a person's name in a list needs."""


@statement
def _leads(cases: tuple[UUID, ...]) -> QuerySet[Assignment, tuple[UUID, str]]:
    rows = Assignment.objects.filter(case__in=cases, ended_at__isnull=True, lead=True)
    return rows.values_list("case_id", "member__account__name")


def my_cases(viewer: Viewer, *, before: int | None = None) -> CasePage:
    """The running cases the viewer works on, newest number first."""
    working = Assignment.objects.filter(member=viewer.member, ended_at__isnull=True)
    rows = Case.objects.filter(id__in=working.values("case")).exclude(state=Case.State.CLOSED)
    return _page(viewer, _known(viewer, rows), before)


def all_cases(viewer: Viewer, *, before: int | None = None, closed: bool = False) -> CasePage:
    """For coordinators: every case they may know, newest number first. Raises `Refused` without OVERSEE."""
    policy.require(viewer, can.OVERSEE)
    rows = Case.objects.all() if closed else Case.objects.exclude(state=Case.State.CLOSED)
    return _page(viewer, _known(viewer, rows), before)


def _page(viewer: Viewer, rows: QuerySet[Case], before: int | None) -> CasePage:
    if before is not None:
        rows = rows.filter(number__lt=before)
    found = list(rows.order_by("-number")[: PAGE + 1])
    more = len(found) > PAGE
    return CasePage(shown(viewer, found[:PAGE]), found[PAGE - 1].number if more else None)


def intake_queue(viewer: Viewer, *, after: tuple[datetime, UUID] | None = None) -> list[CaseLine]:
    """Cases that nobody leads, danger on top, then the longest waiting first; one more than a page to tell of more."""
    policy.require(viewer, can.TRIAGE)
    waiting = _known(viewer, Case.objects.filter(state=Case.State.INTAKE))
    burning: list[Case] = []
    if after is None:
        burning = list(waiting.exclude(danger="").order_by("danger_since", "id"))
    calm = waiting.filter(danger="")
    if after is not None:
        at, row_id = after
        calm = calm.filter(opened_at__gte=at).exclude(opened_at=at, id__lte=row_id)
    return shown(viewer, [*burning, *calm.order_by("opened_at", "id")[: PAGE + 1]])


def burning(viewer: Viewer) -> list[CaseLine]:
    """Detained now or in danger now, as far as the viewer may know of it: on top of everyone's day."""
    return shown(viewer, _burning(viewer))


@statement
def _burning(viewer: Viewer) -> QuerySet[Case]:
    rows = Case.objects.exclude(danger="").exclude(state=Case.State.CLOSED)
    return _known(viewer, rows).order_by("danger_since", "id")


def new_to(viewer: Viewer) -> list[CaseLine]:
    """Running cases given to the viewer that they have not opened yet."""
    ids = tuple({UUID(about["case"]) for about in _unread_assignments(viewer)})
    return shown(viewer, _working_on(viewer, ids))


@statement
def _unread_assignments(viewer: Viewer) -> QuerySet[Word, dict[str, str]]:
    rows = Word.objects.filter(member=viewer.member, kind=CASE_ASSIGNED, read_at__isnull=True)
    return rows.values_list("about", flat=True)


@statement
def _working_on(viewer: Viewer, ids: tuple[UUID, ...]) -> QuerySet[Case]:
    working = Assignment.objects.filter(member=viewer.member, ended_at__isnull=True, case__in=ids)
    rows = Case.objects.filter(id__in=working.values("case")).exclude(state=Case.State.CLOSED)
    return _known(viewer, rows).order_by("-number")


def of_person(viewer: Viewer, *records: Person) -> list[CaseLine]:
    """Running and closed cases of a person, under any of their records, that the viewer may know, newest first."""
    on = CaseMember.objects.filter(person__in=records, left_at__isnull=True)
    return shown(viewer, list(_known(viewer, Case.objects.filter(id__in=on.values("case"))).order_by("-number")))


def by_number(viewer: Viewer, number: int) -> list[CaseLine]:
    return shown(viewer, _by_number(viewer, number))


@statement
def _by_number(viewer: Viewer, number: int) -> QuerySet[Case]:
    return _known(viewer, Case.objects.filter(number=number))
