"""What waits for the data guardian's word."""

from dataclasses import dataclass
from uuid import UUID

from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import file_names, policy, roles, words
from jiwar.foundation.access.compartments import all_compartments
from jiwar.foundation.access.file_names import FileName
from jiwar.foundation.access.models import Grant, MemberRole, ResetRequest, Word
from jiwar.foundation.access.queries import lendings, reading
from jiwar.foundation.access.roles import Role
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.vault.models import Subject


@dataclass(frozen=True)
class WaitingRole:
    """`mine`: the viewer gave it or would receive it, so somebody else must speak."""

    row: MemberRole
    role: Role
    mine: bool


@dataclass(frozen=True)
class WaitingGrant:
    """`purpose`: what was typed where it is to open for some hours."""

    row: Grant
    file: FileName
    part: object
    mine: bool
    purpose: str


@dataclass(frozen=True)
class WaitingReset:
    row: ResetRequest
    mine: bool


def waiting_roles(viewer: Viewer) -> list[WaitingRole]:
    policy.require(viewer, can.GUARD_DATA)
    known = {role.code: role for role in roles.all_roles() if role.needs_second_person}
    rows = MemberRole.objects.filter(
        role__in=known, confirmed_at__isnull=True, ended_at__isnull=True, member__ended_at__isnull=True
    ).select_related("member__account", "given_by__account")
    return [
        WaitingRole(row, known[row.role], viewer.member.id in (row.given_by_id, row.member_id))
        for row in rows.order_by("given_at")
    ]


def waiting_grants(viewer: Viewer) -> list[WaitingGrant]:
    policy.require(viewer, can.GUARD_DATA)
    rows = list(
        policy.waiting_grants(viewer)
        .select_related("member__account", "given_by__account", "subject")
        .order_by("given_at")[:200]
    )
    names, purposes = file_names.of(row.subject for row in rows), lendings.purposes(rows)
    parts = {part.code: part.name for part in all_compartments()}
    return [
        WaitingGrant(
            row,
            names[row.subject_id],
            parts.get(row.compartment, row.compartment),
            viewer.member.id in (row.given_by_id, row.member_id),
            purposes.get(row.id, ""),
        )
        for row in rows
    ]


def waiting_resets(viewer: Viewer) -> list[WaitingReset]:
    policy.require(viewer, can.GUARD_DATA)
    rows = ResetRequest.objects.filter(decided_at__isnull=True, carried_by__isnull=False).select_related(
        "member__account", "carried_by__account"
    )
    return [
        WaitingReset(row, viewer.member.id in (row.asked_by_id, row.carried_by_id, row.member_id))
        for row in rows.order_by("asked_at")
    ]


def silent_tasks(viewer: Viewer) -> list[Word]:
    """Likely duplicates of hidden files: nobody else is told that there is one."""
    policy.require(viewer, can.GUARD_DATA)
    return list(
        Word.objects.filter(member=viewer.member, kind=words.DUPLICATE_OF_HIDDEN, read_at__isnull=True).order_by("at")[
            :100
        ]
    )


def hidden_files(viewer: Viewer) -> list[tuple[UUID, FileName]]:
    """What is hidden now, for those who may let it be known again. A member's own tasks are nobody's to show."""
    policy.require(viewer, can.HIDE_FILES)
    rows = list(
        Subject.objects.filter(
            policy.no_barrier(viewer, "pk"), hidden=True, erased_at__isnull=True, kind__in=policy.SHOWN_TO
        ).order_by("-created_at")[:200]
    )
    names = file_names.of(rows)
    return [(row.id, names[row.id]) for row in rows]


def file_numbered(viewer: Viewer, said: str) -> UUID | None:
    """The file with a number (P-0142, C-0142), for those who may hide any. Told is only that it is there."""
    policy.require(viewer, can.HIDE_FILES)
    found = file_names.subject_of(said)
    if found is None or not Subject.objects.filter(policy.no_barrier(viewer, "pk"), id=found).exists():
        return None
    return found


def how_many_wait(viewer: Viewer) -> int:
    """For the number in the navigation: what the viewer may speak about, counted without fetching it."""
    policy.require(viewer, can.GUARD_DATA)
    known = [role.code for role in roles.all_roles() if role.needs_second_person]
    me = viewer.member.id
    return (
        MemberRole.objects.filter(
            role__in=known, confirmed_at__isnull=True, ended_at__isnull=True, member__ended_at__isnull=True
        )
        .exclude(member_id=me)
        .count()
        + policy.waiting_grants(viewer).exclude(member_id=me).count()
        + ResetRequest.objects.filter(decided_at__isnull=True, carried_by__isnull=False).exclude(member_id=me).count()
        + lendings.how_many_to_review(viewer)
        + reading.how_many_alarms(viewer)
    )
