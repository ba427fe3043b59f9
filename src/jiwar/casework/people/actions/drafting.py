"""A registration laid aside. Sealed under a subject of its own, seen by nobody but its writer."""

from typing import Any
from uuid import UUID

from django.db import transaction

from jiwar.casework.people.actions import sending
from jiwar.casework.people.models import RegistrationDraft
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.compartments import IDENTITY
from jiwar.foundation.access.events import MembershipEnded
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.vault.models import Subject


@transaction.atomic
def keep_draft(
    viewer: Viewer, *, typed: dict[str, Any], draft: RegistrationDraft | None = None, token: UUID | None = None
) -> RegistrationDraft:
    """What was typed, as it was typed: the same draft again, or a new one. The same form again (`token`) is the same
    draft; two people of whom equally little was told are two."""
    policy.require(viewer, can.REGISTER_PEOPLE)
    row_id = sending.row_id(viewer, token)
    draft = draft or RegistrationDraft.objects.filter(id=row_id, member=viewer.member).first()
    if draft is None:
        subject = Subject.objects.create(kind=Subject.Kind.DRAFT)
        draft = RegistrationDraft(id=row_id, subject=subject, compartment=IDENTITY.code, member=viewer.member)
    draft.typed = typed
    draft.save()
    return draft


@transaction.atomic
def discard_draft(viewer: Viewer, *, draft: RegistrationDraft) -> None:
    """The row, its subject and with it the key."""
    policy.require(viewer, can.REGISTER_PEOPLE)
    if draft.member_id != viewer.id:
        raise policy.NotThere(draft.subject_id)
    erase_draft(draft)


def erase_draft(draft: RegistrationDraft) -> None:
    """By the program itself: nobody but its member could see it or throw it away."""
    subject = draft.subject
    draft.delete()
    subject.delete()


def on_membership_ended(event: MembershipEnded) -> None:
    """Of a member who left nobody would ever see what they laid aside."""
    for draft in RegistrationDraft.objects.filter(member=event.member).select_related("subject"):
        erase_draft(draft)
