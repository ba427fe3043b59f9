"""A registration laid aside. Sealed under a subject of its own, seen by nobody but its writer."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from jiwar.casework.people.models import RegistrationDraft
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.compartments import IDENTITY
from jiwar.foundation.access.models import Membership
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.vault.models import Subject


@transaction.atomic
def keep_draft(viewer: Viewer, *, typed: dict[str, Any], draft: RegistrationDraft | None = None) -> RegistrationDraft:
    """What was typed, as it was typed: the same draft again, or a new one. Sent twice, it is kept once."""
    policy.require(viewer, can.REGISTER_PEOPLE)
    Membership.objects.select_for_update().get(id=viewer.id)
    draft = draft or next((kept for kept in _drafts(viewer) if kept.typed == typed), None)
    if draft is None:
        subject = Subject.objects.create(kind=Subject.Kind.DRAFT)
        draft = RegistrationDraft(subject=subject, compartment=IDENTITY.code, member=viewer.member)
    draft.typed = typed
    draft.save()
    return draft


def _drafts(viewer: Viewer) -> QuerySet[RegistrationDraft]:
    return RegistrationDraft.objects.filter(member=viewer.member)


@transaction.atomic
def discard_draft(viewer: Viewer, *, draft: RegistrationDraft) -> None:
    """The row, its subject and with it the key."""
    policy.require(viewer, can.REGISTER_PEOPLE)
    if draft.member_id != viewer.id:
        raise policy.NotThere(draft.subject_id)
    subject = draft.subject
    draft.delete()
    subject.delete()
