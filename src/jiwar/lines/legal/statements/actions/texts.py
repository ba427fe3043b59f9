"""Drafts: begun, perhaps from the chronology; written on, version by version; read back to the person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases import clock, receipts, timeline
from jiwar.casework.cases.errors import NotPossible, Stale
from jiwar.casework.cases.models import Case
from jiwar.foundation.access.compartments import RESTRICTED
from jiwar.foundation.access.models import Membership
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.foundation.languages.directions import direction
from jiwar.lines.legal import kinds
from jiwar.lines.legal.models import NarrowPassages, ReadBack, Statement, StatementVersion
from jiwar.lines.legal.rights import LEGAL_PRIVILEGED
from jiwar.lines.legal.statements import rights
from jiwar.lines.legal.statements.narrowing import narrow_before
from jiwar.lines.legal.statements.paragraphs import Paragraph, begun, circles, root_of
from jiwar.lines.legal.statements.queries import chronology, versions_of

ANSWERS = ("yes", "corrections", "not-yet")


@dataclass(frozen=True)
class Reading:
    """`answer`: one of `ANSWERS`, with `corrections` in words where the person had some."""

    read_on: date
    language: str
    answer: str
    interpreter_name: str = ""
    corrections: str = ""


def from_chronology(viewer: Viewer, case: Case, language: str) -> list[Paragraph]:
    """A paragraph an event, in order; what has no days yet at the end. Words as they were said."""
    rights.to_take(viewer, case, narrow=True)
    found, comma = chronology(viewer, case), "، " if direction(language) == "rtl" else ", "
    texts: list[Paragraph] = []
    for line in (*found.placed, *found.unplaced):
        begins = comma.join(said for said in (line.row.said.strip(), line.row.place.strip()) if said)
        text = f"{begins}: {line.row.what}" if begins else line.row.what
        texts += begun([(text, line.narrow)], root=root_of(line.row.id))
    return texts


def begin_statement(
    viewer: Viewer,
    *,
    case: Case,
    title: str,
    language: str,
    paragraphs: Sequence[Paragraph] = (),
    token: UUID | None = None,
) -> Statement:
    rights.to_take(viewer, case, narrow=True)

    def make() -> Statement:
        row = Statement.objects.create(
            **_place(case), case=case, title=title, language=language, begun_by=viewer.member
        )
        _keep(viewer, row, 1, paragraphs)
        return row

    with transaction.atomic():
        return receipts.once(viewer, token, Statement, make)


def write_version(
    viewer: Viewer, *, statement: Statement, paragraphs: Sequence[Paragraph], seen: int, token: UUID | None = None
) -> StatementVersion:
    """The next version. Raises `Stale` with the version that was written meanwhile.

    What is narrow in it leaves the wider circle in every version before: else it could be read there.
    """
    rights.to_take(viewer, statement.case, narrow=True)

    def make() -> StatementVersion:
        before = versions_of(statement)
        if before[-1].number != seen:
            raise Stale(before[-1], seen=seen)
        row = _keep(viewer, statement, seen + 1, paragraphs)
        narrow_before(before, frozenset(each.root for each in paragraphs if each.narrow))
        return row

    with transaction.atomic():
        Statement.objects.select_for_update().get(id=statement.id)
        return receipts.once(viewer, token, StatementVersion, make)


def _keep(viewer: Viewer, statement: Statement, number: int, paragraphs: Sequence[Paragraph]) -> StatementVersion:
    case = statement.case
    wide, narrow = circles(paragraphs)
    row = StatementVersion.objects.create(
        **_place(case), statement=statement, number=number, body=wide, written_by=viewer.member
    )
    NarrowPassages.objects.create(
        of_version=row, subject_id=case.subject_id, compartment=RESTRICTED.code, passages=narrow
    )
    _tell(viewer, case, "legal-statement-written", kinds.STATEMENT_WRITTEN, row, {"number": number})
    return row


def read_back(
    viewer: Viewer,
    *,
    version: StatementVersion,
    reading: Reading,
    interpreter: Membership | None = None,
    token: UUID | None = None,
) -> ReadBack:
    """A version was read to the person, whole. What they confirmed is not confirmed again."""
    case = version.statement.case
    rights.to_take(viewer, case, narrow=True)
    if reading.read_on > clock.today():
        raise NotPossible(_("This day is still to come."))
    if reading.answer == "corrections" and not reading.corrections.strip():
        raise NotPossible(_("Write what the person corrected."))

    def make() -> ReadBack:
        if any(each.answer == "yes" for each in ReadBack.objects.filter(of_version=version)):
            raise NotPossible(_("The person has confirmed this version. What changes after that is a new version."))
        row = ReadBack.objects.create(
            **_place(case),
            of_version=version,
            read_on=reading.read_on,
            language=reading.language,
            interpreter_name=reading.interpreter_name,
            interpreter=interpreter,
            answer=reading.answer,
            corrections=reading.corrections if reading.answer == "corrections" else "",
            recorded_by=viewer.member,
        )
        facts = {"number": version.number, "answer": reading.answer}
        _tell(viewer, case, "legal-statement-read-back", kinds.STATEMENT_READ_BACK, row, facts)
        return row

    with transaction.atomic():
        StatementVersion.objects.select_for_update().get(id=version.id)
        return receipts.once(viewer, token, ReadBack, make)


def _place(case: Case) -> dict[str, Any]:
    return {"subject_id": case.subject_id, "compartment": LEGAL_PRIVILEGED.code}


def _tell(viewer: Viewer, case: Case, told: str, kind: Any, row: Any, facts: dict[str, Any]) -> None:
    timeline.write(viewer, case=case, kind=told, facts=facts, compartment=LEGAL_PRIVILEGED, row=row.id)
    record(viewer, kind, subject=case.subject, compartment=LEGAL_PRIVILEGED, row=row)
