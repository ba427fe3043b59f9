"""The sessions of a case."""

from uuid import UUID

from jiwar.casework.cases.models import Case
from jiwar.foundation import vault
from jiwar.foundation.access import policy
from jiwar.foundation.access.policy import NotThere
from jiwar.foundation.access.viewer import Viewer
from jiwar.lines.legal.models import StatementSession
from jiwar.lines.legal.statements import rights

_WITH = ("case__subject", "note__written_by__account", "interpreter__account")


def sessions(viewer: Viewer, case: Case) -> list[StatementSession]:
    """Newest first."""
    rights.to_read(viewer, case)
    rows = list(policy.scope(viewer, StatementSession.objects.filter(case=case).select_related(*_WITH)))
    vault.prefetch([*rows, *(row.note for row in rows)])
    return sorted(rows, key=lambda row: (row.note.happened_on, row.note.written_at), reverse=True)


def session(viewer: Viewer, session_id: UUID) -> StatementSession:
    found = policy.scope(viewer, StatementSession.objects.filter(id=session_id).select_related(*_WITH)).first()
    if found is None:
        raise NotThere
    return found
