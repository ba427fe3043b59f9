"""Who may open a file now, what stands open to oneself for some hours, and what was opened in an emergency."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise

from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import file_names, policy
from jiwar.foundation.access import lending_rights as rights
from jiwar.foundation.access.compartments import all_compartments
from jiwar.foundation.access.file_names import FileName
from jiwar.foundation.access.models import Grant, Lending, Membership
from jiwar.foundation.access.policy import NotThere
from jiwar.foundation.access.queries import files
from jiwar.foundation.access.queries.files import Looked
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit import queries as audit
from jiwar.foundation.groups.statements import statement
from jiwar.foundation.vault import prefetch
from jiwar.foundation.vault.models import Subject

REVIEWED_SHOWN = 30
LOOKS_SHOWN = 200


@dataclass(frozen=True)
class OpenPart:
    """`elsewhere`: the number of the other file it is a part of, for somebody who is on this one."""

    grant: Grant
    name: str | Promise
    elsewhere: str


@dataclass(frozen=True)
class OpenTo:
    """One member and what stands open to them, or waits. `lending`: what is open for some hours, else None; `purpose`
    is empty for who may not read it.
    """

    member: Membership
    parts: list[OpenPart]
    lending: Lending | None
    purpose: str
    may_end: bool


@dataclass(frozen=True)
class LentToMe:
    """Files that stand open to the viewer for some hours, opened as one."""

    lending_id: UUID
    until: datetime
    files: list[FileName]
    emergency: bool


@dataclass(frozen=True)
class Emergency:
    row: Lending
    file: FileName
    parts: list[str | Promise]
    runs: bool
    mine: bool


def may_see_who_may_open(viewer: Viewer, subject: Subject) -> bool:
    """Who gives parts of files away, who holds this one, and the data guardian."""
    return viewer.can(can.ASSIGN) or viewer.can(can.GUARD_DATA) or policy.holds_file(viewer, subject)


def file_of_page(viewer: Viewer, subject_id: UUID) -> Subject:
    """For the page of who may open a file; a reader who may not see it is refused."""
    subject = files.known_subject(viewer, subject_id)
    if not may_see_who_may_open(viewer, subject):
        policy.refuse("not-owner", subject=subject)
    return subject


def open_to(viewer: Viewer, subject: Subject) -> list[OpenTo]:
    """Everybody to whom a part stands open or waits, by name; what is open for some hours stands for itself.

    What was opened from here of the records of people on it is listed too.
    """
    lent_here = rights.running().filter(subject=subject)
    rows = (
        policy.grants_not_over()
        .filter(Q(subject=subject) | Q(origin__in=lent_here.values("id")))
        .select_related("member__account", "given_by__account", "subject")
    )
    found = list(rows.order_by("member__account__name", "given_at"))
    lent = _lendings({row.origin for row in found if row.origin})
    shown: dict[tuple[UUID, UUID | None], list[Grant]] = {}
    for row in found:
        shown.setdefault((row.member_id, row.origin if row.origin in lent else None), []).append(row)
    parts = _named(viewer, subject, found)
    return [
        _open_to(viewer, [parts[row.id] for row in given], lent[origin] if origin else None)
        for (_member, origin), given in shown.items()
    ]


def _open_to(viewer: Viewer, parts: list[OpenPart], lending: Lending | None) -> OpenTo:
    """Who may end it may read what for; another coordinator sees that it is open, and until when."""
    concerned = lending is not None and rights.may_end(viewer, lending)
    purpose = lending.purpose if lending and concerned else ""
    return OpenTo(parts[0].grant.member, parts, lending, purpose, concerned)


def _named(viewer: Viewer, subject: Subject, rows: list[Grant]) -> dict[UUID, OpenPart]:
    """Another file is called by its number where the viewer may know it."""
    others = {row.subject_id: row.subject for row in rows if row.subject_id != subject.id}
    known = [each for each in others.values() if viewer.can(can.GUARD_DATA) or files.knows(viewer, each)]
    numbers = file_names.of(known)
    names = {part.code: part.name for part in all_compartments()}
    unknown = FileName("–")
    return {
        row.id: OpenPart(
            row,
            names.get(row.compartment, row.compartment),
            numbers.get(row.subject_id, unknown).number if row.subject_id in others else "",
        )
        for row in rows
    }


def grant(viewer: Viewer, subject: Subject, grant_id: UUID) -> Grant:
    """A running grant on the file, for the data guardian who would close it."""
    policy.require(viewer, can.GUARD_DATA)
    rows = Grant.objects.filter(id=grant_id, subject=subject, ended_at__isnull=True)
    found = rows.select_related("subject", "member", "given_by").first()
    if found is None:
        raise NotThere(subject.id)
    return found


def lending(viewer: Viewer, lending_id: UUID) -> Lending:
    """For those who may end it; to everyone else it is not there."""
    found = Lending.objects.select_related("subject", "member__account").filter(id=lending_id).first()
    if found is None or not rights.may_end(viewer, found):
        raise NotThere(found.subject_id if found else None)
    return found


def _lendings(ids: Iterable[UUID]) -> dict[UUID, Lending]:
    rows = list(Lending.objects.filter(id__in=list(ids)).select_related("given_by__account", "subject"))
    prefetch(rows)
    return {row.id: row for row in rows}


def purposes(rows: Iterable[Grant]) -> dict[UUID, str]:
    """By grant, what was typed where it was opened for some hours."""
    found = list(rows)
    lent = _lendings({row.origin for row in found if row.origin})
    return {row.id: lent[row.origin].purpose for row in found if row.origin in lent}


def open_to_me(viewer: Viewer) -> list[LentToMe]:
    """What stands open to the viewer for some hours and is not over, the one that ends first on top."""
    rows = _mine(viewer)
    if not rows:
        return []
    names = file_names.of({row.subject_id: row.subject for row in rows}.values())
    lent: dict[UUID, LentToMe] = {}
    for row in rows:
        if row.origin and row.until:
            emergency = row.source == Grant.Source.EMERGENCY
            files_ = lent.setdefault(row.origin, LentToMe(row.origin, row.until, [], emergency)).files
            if names[row.subject_id] not in files_:
                files_.append(names[row.subject_id])
    return list(lent.values())


@statement
def _mine(viewer: Viewer) -> QuerySet[Grant]:
    rows = policy.running_grants(viewer).filter(source__in=[Grant.Source.COORDINATOR, Grant.Source.EMERGENCY])
    return rows.select_related("subject").order_by("until", "subject")


def emergencies(viewer: Viewer) -> tuple[list[Emergency], list[Emergency]]:
    """Those to review, the oldest first, and the last ones that were."""
    policy.require(viewer, can.GUARD_DATA)
    rows = _emergencies(viewer).select_related("member__account", "subject", "reviewed_by__account")
    waiting = list(rows.filter(reviewed_at__isnull=True).order_by("begun_at"))
    reviewed = list(rows.filter(reviewed_at__isnull=False).order_by("-reviewed_at")[:REVIEWED_SHOWN])
    names = file_names.of(row.subject for row in [*waiting, *reviewed])
    prefetch([*waiting, *reviewed])
    return [_shown(viewer, row, names) for row in waiting], [_shown(viewer, row, names) for row in reviewed]


def _emergencies(viewer: Viewer) -> QuerySet[Lending]:
    return Lending.objects.filter(policy.no_barrier(viewer), kind=Lending.Kind.EMERGENCY)


def emergency(viewer: Viewer, lending_id: UUID) -> Emergency:
    policy.require(viewer, can.GUARD_DATA)
    rows = _emergencies(viewer).filter(id=lending_id)
    row = rows.select_related("member__account", "subject", "reviewed_by__account").first()
    if row is None:
        raise NotThere
    return _shown(viewer, row, file_names.of([row.subject]))


def _shown(viewer: Viewer, row: Lending, names: dict[UUID, FileName]) -> Emergency:
    parts = {part.code: part.name for part in all_compartments()}
    runs = row.ended_at is None and row.until > timezone.now()
    shown = [parts.get(code, code) for code in row.parts]
    return Emergency(row, names[row.subject_id], shown, runs, row.member_id == viewer.member.id)


def looks_in(viewer: Viewer, row: Lending) -> list[Looked]:
    """What the member did on the file from the opening to its end, in order."""
    policy.require(viewer, can.GUARD_DATA)
    rows = audit.of_subjects([row.subject_id]).filter(
        member_id=row.member_id, at__gte=row.begun_at, at__lte=row.ended_at or row.until
    )
    return files.in_words(list(rows.select_related("reason").order_by("at", "id")[:LOOKS_SHOWN]))


def how_many_to_review(viewer: Viewer) -> int:
    rows = _emergencies(viewer).filter(reviewed_at__isnull=True)
    return rows.exclude(member_id=viewer.member.id).count()
