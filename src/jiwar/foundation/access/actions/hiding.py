"""Hiding that a file exists. Whoever may not know of it then meets it nowhere."""

from django.db import transaction

from jiwar.foundation.access import audit_kinds, events, policy
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.kinds import Kind
from jiwar.foundation.audit.record import record
from jiwar.foundation.vault.models import Subject


def may_hide(viewer: Viewer, subject: Subject) -> bool:
    """The data guardian for any file of the group; those who hold the file for theirs."""
    return viewer.can(can.HIDE_FILES) or policy.holds_file(viewer, subject)


def hide(viewer: Viewer, *, subject: Subject, reason: str = "") -> None:
    """From now on only those with a grant know of it."""
    _turn(viewer, subject, audit_kinds.HIDDEN, reason, hidden=True)


def unhide(viewer: Viewer, *, subject: Subject, reason: str = "") -> None:
    """The file is known again to everyone whose role finds such files."""
    _turn(viewer, subject, audit_kinds.SHOWN, reason, hidden=False)


@transaction.atomic
def _turn(viewer: Viewer, subject: Subject, kind: Kind, reason: str, *, hidden: bool) -> None:
    if subject.erased_at is not None:
        policy.refuse("erased", subject=subject)
    guards = viewer.can(can.HIDE_FILES) and not policy.barred(viewer.member, [subject])
    if not guards:
        policy.require(viewer, can.SIGNED_IN, subject=subject)
        if not policy.holds_file(viewer, subject):
            policy.refuse("not-owner", subject=subject)
    if Subject.objects.filter(id=subject.id).exclude(hidden=hidden).update(hidden=hidden):
        subject.hidden = hidden
        record(viewer, kind, subject=subject, reason=reason)
        events.publish(events.HidingChanged(viewer, subject))
