"""What can be asked about conflicts, always for a viewer."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Value
from django.utils.translation import gettext

from jiwar.casework.cases import queries as cases
from jiwar.casework.cases.models import Case
from jiwar.casework.conflicts import outcomes, sides
from jiwar.casework.conflicts.actions.deciding import may_decide
from jiwar.casework.conflicts.looking import SAID_BY_NUMBER
from jiwar.casework.conflicts.models import Check, Match, Opposed
from jiwar.casework.people import queries as people
from jiwar.casework.people.likeness import Facts, best_comparison, facts_of, level
from jiwar.casework.people.models import Person
from jiwar.casework.people.reasons import of_name
from jiwar.foundation import vault
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.access.policy import NotThere
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.groups.statements import statement
from jiwar.foundation.vault.models import Subject

MOST = 100


@dataclass(frozen=True)
class OpposedShown:
    """Somebody opposed to a case, for its team. `number` of their record where the viewer may know it."""

    row: Opposed
    names: list[str]
    kind: str
    number: str


@dataclass(frozen=True)
class MatchShown:
    """A match for whoever decides. Names are shown to those who may know both files by their roles; the data guardian
    goes by numbers, and asks those who hold the files.
    """

    row: Match
    case_number: str
    other: str
    """The number of the record, or the colleague's name."""
    names: list[str]
    """Under which the opposed person was written down."""
    other_name: str
    kind: str
    level: str
    why: list[str]
    silent: bool
    waits: bool
    both: list[str]
    """Colleagues who work for both sides, where these are to be kept apart."""


def of_case(viewer: Viewer, case: Case) -> list[OpposedShown]:
    """Those opposed to it, for whoever reads the general part."""
    policy.require(viewer, can.SIGNED_IN, subject=case.subject, compartment=GENERAL)
    rows = list(Opposed.objects.filter(case=case).select_related("marked_by__account", "withdrawn_by__account"))
    vault.prefetch(rows)
    known = people.persons(viewer, [row.person_id for row in rows if row.person_id])
    return [_opposed(row, known) for row in rows]


def _opposed(row: Opposed, known: dict[UUID, Person]) -> OpposedShown:
    record = known.get(row.person_id) if row.person_id else None
    names = list(row.names) or ([people.heading(record)[0]] if record else [])
    return OpposedShown(row, names, _kind(row), record.written_number if record else "")


def _kind(row: Opposed) -> str:
    return str(Opposed.Kind(row.kind).label) if row.kind in Opposed.Kind.values else row.kind


def opposed(viewer: Viewer, opposed_id: UUID) -> Opposed:
    """For a page that withdraws it; of a case that is closed to the viewer it is not there."""
    rows = Opposed.objects.filter(id=opposed_id, withdrawn_at__isnull=True).select_related("case__subject")
    found = policy.scope(viewer, rows).first()
    if found is None:
        raise NotThere
    cases.workable(viewer, found.case_id)
    return found


def last_check(case: Case) -> Check | None:
    return Check.objects.filter(case=case).select_related("run_by__account").first()


def checks(viewer: Viewer, case: Case) -> list[Check]:
    policy.require(viewer, can.SIGNED_IN, subject=case.subject, compartment=GENERAL)
    return list(Check.objects.filter(case=case).select_related("run_by__account")[:20])


def outcome(case: Case) -> Check.Outcome:
    return outcomes.of(case)


def waiting(viewer: Viewer) -> list[Match]:
    """Matches nobody has decided about and that the viewer may, the oldest first."""
    return list(sides.with_files(_undecided(viewer)).order_by("found_at", "id")[:MOST])


def decided(viewer: Viewer) -> list[Match]:
    """The last decisions about matches the viewer may decide about."""
    rows = _decidable(viewer).filter(decided_by__isnull=False)
    return list(sides.with_files(rows).order_by("-decided_at", "-id")[:MOST])


def how_many_wait(viewer: Viewer) -> int:
    policy.require(viewer, can.DECIDE_CONFLICTS)
    return _how_many(viewer)[0]


@statement
def _how_many(viewer: Viewer) -> QuerySet[Match, int]:
    """One row. Asked on every page of whoever decides."""
    rows = _undecided(viewer).values(of=Value(1)).annotate(counted=Count("id"))
    return rows.values_list("counted", flat=True)


def _undecided(viewer: Viewer) -> QuerySet[Match]:
    said_by_one = Q(state=Match.State.CONFLICT, decided_by__isnull=True)
    return _decidable(viewer).filter(Q(state=Match.State.POSSIBLE) | said_by_one)


def _decidable(viewer: Viewer) -> QuerySet[Match]:
    """As `may_decide` says of one."""
    policy.require(viewer, can.DECIDE_CONFLICTS)
    rows = Match.objects.filter(policy.may_decide_conflicts(viewer, "opposed__case__subject", "person__subject"))
    return rows.exclude(opposed__marked_by=viewer.member).exclude(member=viewer.member)


def match(viewer: Viewer, match_id: UUID) -> Match:
    found = sides.with_files(Match.objects.filter(id=match_id)).select_related("opposed__marked_by").first()
    if found is None:
        raise NotThere
    may_decide(viewer, found)
    return found


def shown(viewer: Viewer, rows: list[Match]) -> list[MatchShown]:
    open_ids = _names_open(viewer, rows)
    opened = [row for row in rows if row.id in open_ids]
    persons = [row.person for row in opened if row.person]
    vault.prefetch([*rows, *(row.opposed for row in opened), *persons])
    facts = facts_of(persons)
    return [_shown(row, open_to_them=row.id in open_ids, facts=facts) for row in rows]


def _names_open(viewer: Viewer, rows: list[Match]) -> set[UUID]:
    """Those both files of which the viewer may know as somebody who finds people."""
    if not viewer.can(can.FIND_PEOPLE):
        return set()
    of_person = policy.may_know(viewer, Subject.Kind.PERSON, "person__subject")
    known = policy.may_know(viewer, Subject.Kind.CASE, "opposed__case__subject") & (Q(person=None) | of_person)
    return set(Match.objects.filter(known, id__in=[row.id for row in rows]).values_list("id", flat=True))


def _shown(row: Match, *, open_to_them: bool, facts: dict[UUID, Facts]) -> MatchShown:
    member_name = row.member.account.name if row.member else ""
    other = row.person.written_number if row.person else member_name
    called = list(row.opposed.names) if open_to_them else []
    theirs = (member_name,) if row.person_id is None else facts.get(row.person_id, Facts()).names
    compared = of_name(best_comparison(called, theirs), [word for name in (*called, *theirs) for word in name.split()])
    waits = row.decided_by_id is None
    return MatchShown(
        row=row,
        case_number=row.opposed.case.written_number,
        other=other,
        names=called,
        other_name=people.heading(row.person)[0] if row.person and open_to_them else member_name,
        kind=_kind(row.opposed) if open_to_them else "",
        level=_level(row.score),
        why=[str(reason.text) for reason in compared if reason.speaks == "for"],
        silent=outcomes.is_silent(row),
        waits=waits,
        both=[member.account.name for member in sides.for_both(row)] if row.state in Match.STANDING else [],
    )


def _level(score: int) -> str:
    if score == SAID_BY_NUMBER:
        return gettext("said by number")
    words = {"very-likely": gettext("very likely"), "likely": gettext("likely")}
    return words.get(level(score / 100), gettext("possible"))
