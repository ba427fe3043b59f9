"""Why a viewer can or cannot see the parts of a file, and who looked at it."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jiwar.foundation.access import audit_kinds, grants, policy
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.compartments import IDENTITY, Compartment, all_compartments
from jiwar.foundation.access.models import Grant, Membership
from jiwar.foundation.access.policy import Decision, NotThere
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit import kinds, queries
from jiwar.foundation.audit.models import Entry
from jiwar.foundation.vault.models import Subject

# Of every part, open or not: who was let in or sent away says nothing of what the part holds.
_AT_THE_DOOR = (
    grants.GRANTED,
    grants.ENDED,
    audit_kinds.GRANT_CONFIRMED,
    audit_kinds.GRANT_REFUSED,
    audit_kinds.EMERGENCY,
    kinds.REFUSED,
)


@dataclass(frozen=True)
class PartOfFile:
    """One compartment as it stands for the viewer; `grants` are the viewer's own, running or waiting."""

    part: Compartment
    decision: Decision
    grants: list[Grant]
    waits: bool


@dataclass(frozen=True)
class Looked:
    """One line of who did what, in words."""

    at: datetime
    who: str
    what: str | Promise
    part: object
    reason: str
    looked: bool


def known_subject(viewer: Viewer, subject_id: UUID) -> Subject:
    """The subject, if the viewer may know it exists; the data guardian knows every file by its key."""
    subject = Subject.objects.filter(id=subject_id).first()
    if subject is None:
        raise NotThere
    if not viewer.can(can.GUARD_DATA) or policy.barred(viewer.member, [subject]):
        policy.require(viewer, can.SIGNED_IN, subject=subject)
    return subject


def knows(viewer: Viewer, subject: Subject) -> bool:
    """Whether the viewer may know now that the file exists."""
    return policy.decide(viewer, can.SIGNED_IN, subject=subject).allowed


def why(viewer: Viewer, subject: Subject) -> list[PartOfFile]:
    """Part by part. Nothing here depends on whether a part holds anything."""
    held = Grant.objects.filter(member=viewer.member, subject=subject, ended_at__isnull=True).select_related(
        "given_by__account"
    )
    by_part: dict[str, list[Grant]] = {}
    for grant in held.order_by("given_at"):
        if grant.until is None or grant.until > timezone.now():
            by_part.setdefault(grant.compartment, []).append(grant)
    return [
        PartOfFile(
            part,
            policy.decide(
                viewer, can.SIGNED_IN if part is IDENTITY else can.WORK_ON_FILES, subject=subject, compartment=part
            ),
            own := by_part.get(part.code, []),
            bool(own) and all(grant.waits_for_second for grant in own),
        )
        for part in all_compartments()
    ]


def may_see_who_looked(viewer: Viewer, subject: Subject) -> bool:
    return viewer.can(can.GUARD_DATA) or policy.holds_file(viewer, subject)


def entries_of(viewer: Viewer, subject: Subject) -> Any:
    """Entries about the file, newest first. Refused to whoever neither holds the file nor guards the data.

    To whom a part is closed, what was done in it is closed too: it would tell that the part holds something.
    """
    if not may_see_who_looked(viewer, subject):
        policy.refuse("not-owner", subject=subject)
    rows = queries.of_subjects([subject.id]).select_related("reason")
    if viewer.can(can.GUARD_DATA):
        return rows
    opened = [part.code for part in policy.opened_compartments(viewer, subject)]
    return rows.filter(Q(compartment__in=["", *opened]) | Q(kind__in=[kind.code for kind in _AT_THE_DOOR]))


def in_words(entries: list[Entry]) -> list[Looked]:
    """Names looked up at once; what people typed as reason is opened here."""
    ids = {entry.member_id for entry in entries if entry.member_id}
    rows = Membership.objects.filter(id__in=ids).select_related("account")
    names = {row.id: row.account.name for row in rows}
    parts = {part.code: part.name for part in all_compartments()}
    return [
        Looked(
            entry.at,
            names.get(entry.member_id, "") if entry.member_id else "",
            kinds.words_for(entry.kind),
            parts.get(entry.compartment, ""),
            _reason(entry),
            kinds.has_looked(entry.kind),
        )
        for entry in entries
    ]


def _reason(entry: Entry) -> str:
    from jiwar.foundation.vault.keys import Erased

    if not hasattr(entry, "reason"):
        return ""
    try:
        return str(entry.reason.text)
    except Erased:
        return str(_("(erased)"))


def audit_entries(viewer: Viewer, *, kind: str = "", member: UUID | None = None, day: date | None = None) -> Any:
    """The group's entries for the data guardian, newest first, cut by kind, member or the reader's civil day. Without
    those about files which a barrier closes to them: another guardian reads these."""
    policy.require(viewer, can.GUARD_DATA)
    rows = queries.of_group().filter(policy.no_barrier(viewer)).select_related("reason")
    if kind:
        rows = rows.filter(kind=kind)
    if member is not None:
        rows = rows.filter(member_id=member)
    if day is not None:
        begin = timezone.make_aware(datetime.combine(day, time.min))
        end = timezone.make_aware(datetime.combine(day, time.max))
        rows = rows.filter(at__gte=begin, at__lte=end)
    return rows
