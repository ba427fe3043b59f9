"""The two sides of a matter: whose files stand on each, and who works for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from jiwar.casework.cases.models import Assignment, Case, CaseMember
from jiwar.casework.conflicts.models import Match
from jiwar.casework.people.models import Pair, Person
from jiwar.foundation.access.models import Grant, Membership
from jiwar.foundation.vault.models import Subject

_WORKING = (Grant.Source.ASSIGNMENT, Grant.Source.SUPERVISION)


@dataclass(frozen=True)
class Side:
    """`files`: subjects of people and cases. `working`: who works on them now, by assignment or supervision.
    `worked`: whoever ever did, and so knows what is in them.
    """

    files: frozenset[UUID]
    working: frozenset[UUID]
    worked: frozenset[UUID]


def of(match: Match) -> tuple[Side, Side]:
    """The side of the case, and the side of whoever is opposed to it."""
    case = match.opposed.case
    other = _records([match.person_id]) if match.person_id else frozenset()
    own = _records(_on(case.id)) - other
    cases = frozenset(_cases_of(own)) | {case.id}
    others = frozenset(_cases_of(other)) - {case.id}
    shared = cases & others
    ours, theirs = _side(own - _on_cases(others), cases - shared), _side(other, others - shared)
    if match.member_id:
        theirs = Side(theirs.files, theirs.working, theirs.worked | {match.member_id})
    return ours, theirs


def apart(match: Match) -> set[tuple[UUID, UUID]]:
    """Which member stands off which file. Never off a side they work for now: whoever decides must settle that."""
    ours, theirs = of(match)
    return {*_off(theirs, ours), *_off(ours, theirs)}


def _off(of_side: Side, other: Side) -> Iterable[tuple[UUID, UUID]]:
    members = (of_side.working | of_side.worked) - other.working
    return ((member, file) for member in members for file in other.files)


def for_both(match: Match) -> list[Membership]:
    """Who works for both sides now."""
    ours, theirs = of(match)
    ids = ours.working & (theirs.working | ({match.member_id} if match.member_id else set()))
    return list(Membership.objects.filter(id__in=ids).select_related("account"))


def touching(case: Case, *, besides: Iterable[UUID] = ()) -> list[Match]:
    """Matches in which the case, or somebody on it, is one of the sides. `besides`: people who were on it just now."""
    if not Match.objects.exists():
        return []
    people = _on(case.id) | set(besides)
    cases = {*_cases_of(people), case.id}
    rows = Match.objects.filter(Q(opposed__case__in=cases) | Q(person__in=_records(people)))
    return list(with_files(rows))


def with_files(rows: QuerySet[Match]) -> QuerySet[Match]:
    return rows.select_related("opposed__case__subject", "person__subject", "member__account", "decided_by__account")


def _side(people: Iterable[UUID], cases: Iterable[UUID]) -> Side:
    people, cases = set(people), set(cases)
    files = frozenset(
        [
            *Person.objects.filter(id__in=people).values_list("subject_id", flat=True),
            *Case.objects.filter(id__in=cases).values_list("subject_id", flat=True),
        ]
    )
    of_cases = Subject.objects.filter(id__in=files, kind=Subject.Kind.CASE)
    running = Grant.objects.filter(subject__in=of_cases, source__in=_WORKING, ended_at__isnull=True)
    assigned = Assignment.objects.filter(case__in=cases, member__ended_at__isnull=True)
    return Side(
        files,
        frozenset(running.values_list("member_id", flat=True)),
        frozenset(assigned.values_list("member_id", flat=True)),
    )


def _on(case: UUID) -> frozenset[UUID]:
    return frozenset(CaseMember.objects.filter(case=case, left_at__isnull=True).values_list("person_id", flat=True))


def _on_cases(cases: Iterable[UUID]) -> frozenset[UUID]:
    rows = CaseMember.objects.filter(case__in=list(cases), left_at__isnull=True)
    return frozenset(rows.values_list("person_id", flat=True))


def _cases_of(people: Iterable[UUID]) -> set[UUID]:
    rows = CaseMember.objects.filter(person__in=list(people), left_at__isnull=True)
    return set(rows.values_list("case_id", flat=True))


def _records(people: Iterable[UUID]) -> frozenset[UUID]:
    """The people with all records that decisions say are of the same persons."""
    found, edge = set(people), set(people)
    while edge:
        rows = Pair.objects.filter(Q(first__in=edge) | Q(second__in=edge), state=Pair.State.SAME)
        met = {each for pair in rows.values_list("first_id", "second_id") for each in pair}
        edge = met - found
        found |= edge
    return frozenset(found)
