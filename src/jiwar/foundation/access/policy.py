"""The one policy. Roles give capabilities, grants give data, hidden means hidden.

`decide` answers 'may X?', `scope` answers 'which may X?'; both are built from the same rules:

- *may know*: a grant on the subject; or the subject is not hidden and the viewer has the capability that shows
  such subjects to the whole desk. A grant on a part that stands apart makes only that part known.
  What was erased is in no list; its own page says so to those who knew of it.
- *deny beats allow*: where a barrier stands between the viewer and the subject, there is nothing, whatever is granted.
- *may open*: a running grant on exactly this subject and compartment; or the compartment is `identity` and the
  viewer may know the subject through that capability.

Whoever may not know gets `NotThere` (404); whoever may know but not do gets `Refused` (403), with the reason.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NoReturn, TypeVar
from uuid import UUID

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.capabilities import Capability
from jiwar.foundation.access.compartments import IDENTITY, Compartment, apart
from jiwar.foundation.access.compartments import compartment as compartment_of
from jiwar.foundation.access.models import Barrier, Grant, Membership
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.groups.statements import moment, statement
from jiwar.foundation.vault.models import Subject

Rows = TypeVar("Rows", bound=Model)


class NotThere(Exception):
    """The viewer may not know that this exists. Answered exactly as something that does not exist."""

    def __init__(self, subject_id: UUID | None = None) -> None:
        super().__init__("not there")
        self.subject_id = subject_id


class Refused(Exception):
    """The viewer may know of it but may not do this. Carries the decision, for the audit and the 'why' page."""

    def __init__(self, decision: "Decision") -> None:
        super().__init__(decision.code)
        self.decision = decision


@dataclass(frozen=True)
class Decision:
    allowed: bool
    code: str
    why: str | Promise
    subject_id: UUID | None = None
    compartment: str = ""


# which capability shows subjects of a kind to everyone who has it, unless hidden
SHOWN_TO: dict[str, Capability] = {
    Subject.Kind.PERSON: can.FIND_PEOPLE,
    Subject.Kind.CASE: can.TRIAGE,
    Subject.Kind.HOUSEHOLD: can.FIND_PEOPLE,
}

_WHY = {
    "no-capability": _("Your roles do not include this."),
    "capability": _("Your role includes this."),
    "grant": _("You have been given this part of the file."),
    "identity": _("Your role lets you find people; names and numbers are shown to find them."),
    "no-grant": _("This part of the file is seen only by those who work on it."),
    "not-there": _("There is nothing here."),
    "second-person": _("This needs a second person: not the one who asked for it, and not the one it is about."),
    "not-owner": _("Only those who hold this file, and the data guardian, may do this."),
    "no-emergency": _("Who runs the group or guards the data opens no file in an emergency: ask a colleague."),
    "erased": _("This file was erased for good. Only its number is left, and that it was erased."),
    "too-many": _("Very many files were opened in this hour."),
}


def _decision(code: str, *, allowed: bool, subject_id: UUID | None = None, compartment: str = "") -> Decision:
    return Decision(allowed, code, _WHY[code], subject_id, compartment)


def grants_not_over() -> QuerySet[Grant]:
    """What opens something now, or waits for the data guardian's word."""
    return Grant.objects.filter(Q(until__isnull=True) | Q(until__gt=moment()), ended_at__isnull=True)


def running_grants(viewer: Viewer) -> QuerySet[Grant]:
    """What stands open to the viewer. A grant on a file that a barrier closes to them opens nothing."""
    closed = _standing(viewer).filter(subject=OuterRef("subject"))
    return grants_not_over().filter(~Exists(closed), member=viewer.member, waits_for_second=False)


def _making_known(rows: QuerySet[Grant]) -> QuerySet[Grant]:
    """Those grants that let their member know of the file as such."""
    return rows.exclude(compartment__in=apart())


def _standing(viewer: Viewer) -> QuerySet[Barrier]:
    return Barrier.objects.filter(member=viewer.member, lowered_at__isnull=True)


def barred(member: Membership, subjects: Iterable[Subject]) -> set[UUID]:
    """Those of the files that a barrier closes to a member, by the subject's id. Whoever asks says nothing of why."""
    rows = Barrier.objects.filter(member=member, subject__in=[each.id for each in subjects], lowered_at__isnull=True)
    return set(rows.values_list("subject_id", flat=True))


@statement
def _barrier_on(viewer: Viewer, subject: UUID) -> QuerySet[Barrier, UUID]:
    return _standing(viewer).filter(subject=subject).values_list("id", flat=True)[:1]


def _shows(viewer: Viewer, subject: Subject) -> bool:
    """Whether the viewer's roles show them the file without a grant."""
    if subject.hidden or subject.kind not in SHOWN_TO or not viewer.can(SHOWN_TO[subject.kind]):
        return False
    return not _barrier_on(viewer, subject.id)


def waiting_grants(viewer: Viewer) -> QuerySet[Grant]:
    """What waits for the data guardian's word, and whose time is not over meanwhile."""
    return grants_not_over().filter(no_barrier(viewer), waits_for_second=True)


@statement
def _open_on(viewer: Viewer, subject: UUID) -> QuerySet[Grant, str]:
    return running_grants(viewer).filter(subject=subject).values_list("compartment", flat=True)


@statement
def _held(viewer: Viewer, subject: UUID) -> QuerySet[Grant, UUID]:
    rows = running_grants(viewer).filter(subject=subject, source=Grant.Source.ASSIGNMENT)
    return rows.values_list("id", flat=True)[:1]


def decide(
    viewer: Viewer, capability: Capability, *, subject: Subject | None = None, compartment: Compartment | None = None
) -> Decision:
    """May the viewer do this, there? Without a subject only the capability is asked."""
    if subject is None:
        allowed = viewer.can(capability)
        return _decision("capability" if allowed else "no-capability", allowed=allowed)
    where = compartment or IDENTITY
    if subject.erased_at is not None:
        code = "erased" if once_known(viewer, subject) else "not-there"
        return _decision(code, allowed=False, subject_id=subject.id, compartment=where.code)
    held = set(_open_on(viewer, subject.id))
    knows = where.code in held or held.difference(apart()) or _shows(viewer, subject)
    if subject.group_id != viewer.group.id or not knows:
        return _decision("not-there", allowed=False, subject_id=subject.id, compartment=where.code)
    if not viewer.can(capability):
        return _decision("no-capability", allowed=False, subject_id=subject.id, compartment=where.code)
    if where.code in held:
        return _decision("grant", allowed=True, subject_id=subject.id, compartment=where.code)
    if where is IDENTITY:
        return _decision("identity", allowed=True, subject_id=subject.id, compartment=where.code)
    return _decision("no-grant", allowed=False, subject_id=subject.id, compartment=where.code)


def once_known(viewer: Viewer, subject: Subject) -> bool:
    """Whether the viewer knew of a file before it was erased, or guards the data. Others find nothing."""
    if subject.group_id != viewer.group.id:
        return False
    # Also one that was lowered: barriers go with the file they stood before.
    if Barrier.objects.filter(member=viewer.member, subject=subject).exists():
        return False
    if viewer.can(can.GUARD_DATA) or (
        subject.kind in SHOWN_TO and not subject.hidden and viewer.can(SHOWN_TO[subject.kind])
    ):
        return True
    return _making_known(Grant.objects.filter(member=viewer.member, subject=subject)).exists()


def require(
    viewer: Viewer, capability: Capability, *, subject: Subject | None = None, compartment: Compartment | None = None
) -> Decision:
    """`decide`, or raises: `NotThere` to a stranger, `Refused` to someone who may know of it."""
    decision = decide(viewer, capability, subject=subject, compartment=compartment)
    if decision.code == "not-there":
        raise NotThere(decision.subject_id)
    if not decision.allowed:
        raise Refused(decision)
    return decision


def require_for_emergency(viewer: Viewer, subject: Subject) -> None:
    """Whether the viewer may open a part of this file in an emergency."""
    require(viewer, can.BREAK_GLASS, subject=subject)
    if not breaks_glass(viewer):
        refuse("no-emergency", subject=subject)


def breaks_glass(viewer: Viewer) -> bool:
    """Whether emergencies are the viewer's at all. Whoever decides who reads never reads so."""
    return viewer.can(can.BREAK_GLASS) and not any(viewer.can(each) for each in _NEVER_IN_AN_EMERGENCY)


_NEVER_IN_AN_EMERGENCY = (can.MANAGE_MEMBERS, can.MANAGE_GROUP, can.GUARD_DATA)


def refuse(code: str, *, subject: Subject | None = None, compartment: str = "") -> NoReturn:
    """Raises `Refused` with one of the known reasons: for rules that are not about a capability or a grant."""
    raise Refused(_decision(code, allowed=False, subject_id=subject.id if subject else None, compartment=compartment))


def require_to_decide_conflict(viewer: Viewer, subjects: Iterable[Subject]) -> None:
    """Whether two people are the two sides of one matter is said by somebody who stands on neither: a coordinator who
    may know both files, or the data guardian. `NotThere` for whoever may not know one of them.
    """
    files = list(subjects)
    for subject in files:
        decision = decide(viewer, can.SIGNED_IN, subject=subject)
        if not decision.allowed and (not viewer.can(can.GUARD_DATA) or barred(viewer.member, [subject])):
            raise NotThere(subject.id)
    require(viewer, can.DECIDE_CONFLICTS)
    if any(holds_file(viewer, subject) for subject in files):
        refuse("second-person", subject=files[0])


def may_decide_conflicts(viewer: Viewer, case_field: str, person_field: str) -> Q:
    """The same of rows that join a case's file with, perhaps, a person's."""
    of_person = _may_decide_over(viewer, Subject.Kind.PERSON, person_field)
    return _may_decide_over(viewer, Subject.Kind.CASE, case_field) & (
        Q(**{f"{person_field}__isnull": True}) | of_person
    )


def _may_decide_over(viewer: Viewer, kind: str, field: str) -> Q:
    known = no_barrier(viewer, field) if viewer.can(can.GUARD_DATA) else may_know(viewer, kind, field)
    held = running_grants(viewer).filter(subject=OuterRef(field), source=Grant.Source.ASSIGNMENT)
    return known & ~Q(Exists(held))


def holders(subject: Subject) -> list[Membership]:
    """Those who work on the file now by an assignment: its owners, who are told what happens to it."""
    rows = grants_not_over().filter(subject=subject, source=Grant.Source.ASSIGNMENT, waits_for_second=False)
    return list(Membership.objects.filter(id__in=rows.values("member"), ended_at__isnull=True))


def holds_file(viewer: Viewer, subject: Subject) -> bool:
    """Whether the viewer works on the file now by an assignment: its owner, who may see who looked."""
    return bool(_held(viewer, subject.id))


def may_know(viewer: Viewer, kind: str, subject_field: str = "subject") -> Q:
    """Rows whose subject (of `kind`) the viewer may know exists."""
    granted = Exists(_making_known(running_grants(viewer)).filter(subject=OuterRef(subject_field)))
    if viewer.can(SHOWN_TO[kind]):
        shown = {f"{subject_field}__hidden": False, f"{subject_field}__erased_at__isnull": True}
        return (Q(**shown) & no_barrier(viewer, subject_field)) | Q(granted)
    return Q(granted)


def no_barrier(viewer: Viewer, subject_field: str = "subject") -> Q:
    """Rows whose subject no barrier closes to the viewer."""
    return ~Q(Exists(_standing(viewer).filter(subject=OuterRef(subject_field))))


def known(viewer: Viewer, rows: QuerySet[Rows], kind: str, subject_field: str = "subject") -> QuerySet[Rows]:
    """Only the rows whose subject the viewer may know exists: lists of people and of cases start here."""
    return rows.filter(may_know(viewer, kind, subject_field))


@statement
def hidden_from(viewer: Viewer, kind: Subject.Kind) -> QuerySet[Subject, UUID]:
    """Hidden subjects of a kind that the viewer may not know, so that a search can set them aside before it cuts."""
    granted = Exists(_making_known(running_grants(viewer)).filter(subject=OuterRef("pk")))
    return Subject.objects.filter(~granted, hidden=True, kind=kind.value).values_list("id", flat=True)


@statement
def barred_from(viewer: Viewer, kind: Subject.Kind) -> QuerySet[Barrier, UUID]:
    """Subjects of a kind that a barrier closes to the viewer, for the same purpose."""
    return _standing(viewer).filter(subject__kind=kind.value).values_list("subject_id", flat=True)


@statement
def unseen_by(viewer: Viewer, kind: Subject.Kind) -> QuerySet[Any, UUID]:
    """What `hidden_from` and `barred_from` find, with one question."""
    return hidden_from.queryset(viewer, kind).union(barred_from.queryset(viewer, kind))


def scope(viewer: Viewer, rows: QuerySet[Rows]) -> QuerySet[Rows]:
    """Only the rows the viewer may open: a running grant on the row's own subject and compartment.

    For `SealedModel`s. Rows in `identity` are opened by `known` instead.
    """
    opened = running_grants(viewer).filter(subject=OuterRef("subject"), compartment=OuterRef("compartment"))
    return rows.filter(Exists(opened))


def opened_compartments(viewer: Viewer, subject: Subject) -> frozenset[Compartment]:
    """The compartments of a subject that stand open to the viewer now."""
    held = {compartment_of(code) for code in _open_on(viewer, subject.id)}
    if decide(viewer, can.SIGNED_IN, subject=subject).allowed:
        held.add(IDENTITY)
    return frozenset(held)
