"""Asking for a second look before something is filed, and giving it: *go*, or *mend first*. Never by who asked."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases import clock, receipts, rights, timeline
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Case
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy, words
from jiwar.foundation.access.models import Membership
from jiwar.foundation.access.viewer import Viewer, viewer_for
from jiwar.foundation.audit.record import record
from jiwar.lines.legal import kinds
from jiwar.lines.legal.actions.permission import to_decide
from jiwar.lines.legal.helping.actions import SECOND_LOOK
from jiwar.lines.legal.models import FilingLook, Procedure
from jiwar.lines.legal.rights import DECIDE_HELP, LEGAL_PRIVILEGED

Paper = tuple[str, str, str]
"""Kind, id of the row its page shows, and its name."""


def to_ask(viewer: Viewer, procedure: Procedure) -> None:
    """An adviser on the case, with the privileged part open, while the procedure runs."""
    to_decide(viewer, procedure.case, DECIDE_HELP)
    rights.to_work_on(viewer, procedure.case, LEGAL_PRIVILEGED)
    if not procedure.is_open:
        raise NotPossible(_("This procedure is closed. Open a new one to go on."))


def may_look(asker: Membership, member: Membership, case: Case) -> bool:
    """Another adviser to whom the privileged part stands open, or whoever supervises the one who asks."""
    other = viewer_for(member)
    opened = policy.decide(other, can.WORK_ON_FILES, subject=case.subject, compartment=LEGAL_PRIVILEGED)
    return member != asker and opened.allowed and (other.can(DECIDE_HELP) or asker.supervisor_id == member.id)


def colleagues(viewer: Viewer, case: Case) -> list[Membership]:
    """Whom the viewer may ask, by name; who supervises them first."""
    grants = policy.grants_not_over().filter(subject=case.subject, compartment=LEGAL_PRIVILEGED.code)
    rows = Membership.objects.filter(id__in=grants.values("member"), ended_at__isnull=True).select_related("account")
    found = [member for member in rows if may_look(viewer.member, member, case)]
    return sorted(found, key=lambda member: (member.id != viewer.member.supervisor_id, member.account.name))


def ask(
    viewer: Viewer,
    *,
    procedure: Procedure,
    of: Membership,
    papers: Sequence[Paper],
    until: date,
    question: str = "",
    token: UUID | None = None,
) -> FilingLook:
    """They are called on *My day* until they answer, or until it was filed."""
    to_ask(viewer, procedure)
    if not may_look(viewer.member, of, procedure.case):
        raise NotPossible(_("This colleague cannot look: the privileged part of this file is not open to them."))
    if not papers and not question.strip():
        raise NotPossible(_("Choose what to look at, or write it."))
    if until < clock.today():
        raise NotPossible(_("Give a day that is still to come."))
    with transaction.atomic():
        return receipts.once(viewer, token, FilingLook, lambda: _ask(viewer, procedure, of, papers, until, question))


def _ask(
    viewer: Viewer, procedure: Procedure, of: Membership, papers: Sequence[Paper], until: date, question: str
) -> FilingLook:
    row = FilingLook.objects.create(
        case=procedure.case,
        procedure=procedure,
        subject_id=procedure.subject_id,
        compartment=LEGAL_PRIVILEGED.code,
        asked_by=viewer.member,
        asked_of=of,
        until=until,
        papers=[list(paper) for paper in papers],
        question=question,
    )
    words.tell(of, SECOND_LOOK, {"look": str(row.id)})
    _tell(viewer, row, "legal-look-asked", {"name": of.account.name})
    record(viewer, kinds.LOOK_ASKED, subject=row.subject_id, compartment=LEGAL_PRIVILEGED, row=row)
    return row


def to_answer(viewer: Viewer, look: FilingLook) -> None:
    """The one who was asked, or another who could have been: colleagues fall ill."""
    rights.to_work_on(viewer, look.case, LEGAL_PRIVILEGED)
    if not may_look(look.asked_by, viewer.member, look.case):
        policy.refuse("second-person", subject=look.case.subject)


def answer(viewer: Viewer, *, look: FilingLook, go: bool, word: str = "") -> FilingLook:
    """*Go*, or *mend first* with what is to be mended: then it is asked again."""
    to_answer(viewer, look)
    if not go and not word.strip():
        raise NotPossible(_("Write what is to be mended."))
    with transaction.atomic():
        row = FilingLook.objects.select_for_update().get(id=look.id)
        row.case = look.case
        if row.answered_at is not None:
            raise NotPossible(_("Somebody has looked at this already."))
        if row.filed is not None:
            raise NotPossible(_("It was filed meanwhile."))
        row.answered_by, row.answered_at, row.go, row.word = viewer.member, timezone.now(), go, word
        row.save(update_fields=["answered_by", "answered_at", "go", "word"])
        words.tell(look.asked_by, SECOND_LOOK, {"looked": str(row.id)})
        _tell(viewer, row, "legal-looked", {"go": go})
        about = {"go": go}
        record(viewer, kinds.LOOK_ANSWERED, subject=row.subject_id, compartment=LEGAL_PRIVILEGED, row=row, about=about)
    return row


def _tell(viewer: Viewer, row: FilingLook, told: str, facts: dict[str, object]) -> None:
    timeline.write(viewer, case=row.case, kind=told, facts=facts, compartment=LEGAL_PRIVILEGED, row=row.id)
