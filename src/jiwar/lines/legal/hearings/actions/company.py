"""Asking somebody to go along, and what they said."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases import receipts, rights
from jiwar.casework.cases.errors import NotPossible
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.access.models import Membership
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.lines.legal import kinds
from jiwar.lines.legal.detention.tree import works_on
from jiwar.lines.legal.hearings import company
from jiwar.lines.legal.hearings.actions.planning import to_come
from jiwar.lines.legal.models import Companion, Hearing


def ask_along(
    viewer: Viewer,
    *,
    hearing: Hearing,
    part: str,
    member: Membership | None = None,
    name: str = "",
    phone: str = "",
    token: UUID | None = None,
) -> Companion:
    """A colleague who works on the case, or somebody outside. Nobody is sent where the file was not opened to them."""
    rights.to_work_on(viewer, hearing.case)
    to_come(hearing)
    if member is None and not name:
        raise NotPossible(_("Choose a colleague, or write the name of somebody outside."))
    if member is not None and not works_on(member, hearing.case):
        raise NotPossible(_("Only colleagues who work on the case can be asked: give it to them first."))

    def make() -> Companion:
        if member is not None and Companion.objects.filter(hearing=hearing, member=member).exists():
            raise NotPossible(_("They are asked already."))
        row = Companion.objects.create(
            hearing=hearing,
            subject_id=hearing.subject_id,
            compartment=hearing.compartment,
            member=member,
            name="" if member else name,
            phone="" if member else phone,
            part=part,
            asked_by=viewer.member,
        )
        record(viewer, kinds.HEARING_COMPANY, subject=row.subject_id, compartment=GENERAL, row=row)
        if member is not None and member.id != viewer.member.id:
            company.tell(member, hearing, company.ASKED)
        return row

    with transaction.atomic():
        Hearing.objects.select_for_update().get(id=hearing.id)
        return receipts.once(viewer, token, Companion, make)


def answer_for(viewer: Viewer, *, companion: Companion, agreed: bool) -> Companion:
    """What they said; for a colleague they say it themselves, or somebody on the case who has heard it."""
    rights.to_work_on(viewer, companion.hearing.case)
    to_come(companion.hearing)
    state = Companion.State.AGREED if agreed else Companion.State.DECLINED
    with transaction.atomic():
        row = Companion.objects.select_for_update().get(id=companion.id)
        if row.state == state:
            return row
        row.state, row.answered_at = state, timezone.now()
        row.save(update_fields=["state", "answered_at"])
        about = {"state": state.value}
        record(viewer, kinds.HEARING_COMPANY, subject=row.subject_id, compartment=GENERAL, row=row, about=about)
    return row


def withdraw_request(viewer: Viewer, *, companion: Companion) -> None:
    """They need not come: the line goes."""
    rights.to_work_on(viewer, companion.hearing.case)
    to_come(companion.hearing)
    with transaction.atomic():
        about = {"state": "withdrawn"}
        record(
            viewer, kinds.HEARING_COMPANY, subject=companion.subject_id, compartment=GENERAL, row=companion, about=about
        )
        companion.delete()
