"""Sessions: recorded with who was there; their minutes are counted as those of a note."""

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases import actions as cases
from jiwar.casework.cases import clock, receipts
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Case, Note
from jiwar.casework.cases.versions import step_on
from jiwar.foundation.access.models import Membership
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.lines.legal import kinds
from jiwar.lines.legal.models import StatementSession
from jiwar.lines.legal.rights import LEGAL_PRIVILEGED
from jiwar.lines.legal.statements import rights


@dataclass(frozen=True)
class Sitting:
    """How it was. `gender`: of the interpreter, only if the person asked for it. `notes_agreed`: that we write."""

    place: str = ""
    present: str = ""
    interpreter_name: str = ""
    language: str = ""
    gender: str = ""
    breaks: str = ""
    how: str = ""
    notes_agreed: str = ""


def record_session(
    viewer: Viewer,
    *,
    case: Case,
    held_on: date,
    minutes: int,
    about: str,
    sitting: Sitting,
    interpreter: Membership | None = None,
    token: UUID | None = None,
) -> StatementSession:
    rights.to_take(viewer, case)
    if held_on > clock.today():
        raise NotPossible(_("This day is still to come."))
    _require_agreed(sitting)

    def make() -> StatementSession:
        note = cases.write_note(
            viewer,
            case=case,
            text=about,
            kind=Note.Kind.STATEMENT,
            minutes=minutes,
            compartment=LEGAL_PRIVILEGED,
            happened_on=held_on,
        )
        row = StatementSession.objects.create(
            case=case,
            subject_id=case.subject_id,
            compartment=LEGAL_PRIVILEGED.code,
            note=note,
            interpreter=interpreter,
            details=asdict(sitting),
        )
        record(viewer, kinds.SESSION_RECORDED, subject=case.subject, compartment=LEGAL_PRIVILEGED, row=row)
        return row

    with transaction.atomic():
        return receipts.once(viewer, token, StatementSession, make)


@transaction.atomic
def correct_session(
    viewer: Viewer,
    *,
    session: StatementSession,
    sitting: Sitting,
    interpreter: Membership | None,
    seen_version: int,
) -> StatementSession:
    """Who was there and how it was; the words and the minutes are mended in the note, by the one who wrote it."""
    rights.to_take(viewer, session.case)
    _require_agreed(sitting)
    step_on(session, seen_version)
    session.details, session.interpreter = asdict(sitting), interpreter
    session.save(update_fields=["details", "interpreter"])
    record(viewer, kinds.SESSION_CORRECTED, subject=session.case.subject, compartment=LEGAL_PRIVILEGED, row=session)
    return session


def _require_agreed(sitting: Sitting) -> None:
    """Who did not agree that notes are taken is listened to, and nothing of it is kept here."""
    if sitting.notes_agreed == "no":
        raise NotPossible(
            _("Without their yes no notes are kept. Count the time in a note of the case, without words.")
        )
