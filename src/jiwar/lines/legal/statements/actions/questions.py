"""Questions: written down by the adviser, and closed with words, also those the program found."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases import receipts
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Case, Document
from jiwar.foundation.access.compartments import RESTRICTED
from jiwar.foundation.access.compartments import compartment as compartment_of
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.lines.legal import kinds
from jiwar.lines.legal.models import ChronologyEntry, StatementQuestion
from jiwar.lines.legal.statements import rights, wording
from jiwar.lines.legal.statements.queries import Open, questions


def ask_question(
    viewer: Viewer,
    *,
    case: Case,
    text: str,
    entries: Sequence[ChronologyEntry] = (),
    document: Document | None = None,
    token: UUID | None = None,
) -> StatementQuestion:
    """About a narrow event it is narrow itself."""
    narrow = _is_narrow(entries) or (document is not None and document.compartment == RESTRICTED.code)
    rights.to_take(viewer, case, narrow=narrow)
    rights.of_one_case(case, *entries, document)
    with transaction.atomic():
        return receipts.once(
            viewer, token, StatementQuestion, lambda: _keep(viewer, case, text, entries, document, narrow=narrow)
        )


def _keep(
    viewer: Viewer,
    case: Case,
    text: str,
    entries: Sequence[ChronologyEntry],
    document: Document | None = None,
    *,
    narrow: bool,
    key: str = "",
) -> StatementQuestion:
    compartment = rights.circle(narrow=narrow)
    row = StatementQuestion.objects.create(
        case=case,
        subject_id=case.subject_id,
        compartment=compartment.code,
        key=key,
        text=text,
        entries=[str(each.id) for each in entries],
        document=document,
        asked_by=viewer.member,
        answer="",
    )
    record(viewer, kinds.QUESTION_ASKED, subject=case.subject, compartment=compartment, row=row)
    return row


def _is_narrow(entries: Sequence[ChronologyEntry]) -> bool:
    return any(each.compartment == RESTRICTED.code for each in entries)


def answer_question(viewer: Viewer, *, case: Case, code: str, answer: str) -> StatementQuestion:
    """What the person said to it, or why it is no question any more. Raises `NotPossible` for one that is gone."""
    rights.to_take(viewer, case)
    with transaction.atomic():
        Case.objects.select_for_update().get(id=case.id)
        found = questions(viewer, case).by_code(code)
        if found is None:
            raise NotPossible(_("This is answered already, or the days were changed meanwhile."))
        row = found.row or _found(viewer, case, found)
        row.answer, row.answered_by, row.answered_at = answer, viewer.member, timezone.now()
        row.save(update_fields=["answer", "answered_by", "answered_at"])
        compartment = compartment_of(row.compartment)
        record(viewer, kinds.QUESTION_ANSWERED, subject=case.subject, compartment=compartment, row=row)
    return row


def _found(viewer: Viewer, case: Case, found: Open) -> StatementQuestion:
    text = wording.question(found)
    return _keep(viewer, case, text, found.entries, narrow=_is_narrow(found.entries), key=found.code)
