"""What can be asked of second looks before filing, always for a viewer."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Case
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.policy import NotThere, Refused
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.languages.reader import format_number
from jiwar.foundation.vault import prefetch
from jiwar.lines.legal.letters import queries as on_letters
from jiwar.lines.legal.models import Bundle, FiledUnseen, FilingLook, Procedure, StatementVersion
from jiwar.lines.legal.quality import looking
from jiwar.lines.legal.quality.looking import Paper
from jiwar.lines.legal.rights import LEGAL_PRIVILEGED

SHOWN: Final = 20
BUNDLE, LETTER, STATEMENT = "bundle", "letter", "statement"
_WITH: Final = ("case__subject", "procedure", "asked_by__account", "asked_of__account", "answered_by__account")


@dataclass(frozen=True)
class OfCase:
    looks: list[FilingLook]
    unseen: list[FiledUnseen]


@dataclass(frozen=True)
class Shown:
    """Something to look at, with its page."""

    name: str
    url: str


def look(viewer: Viewer, look_id: UUID) -> FilingLook:
    found = policy.scope(viewer, FilingLook.objects.filter(id=look_id).select_related(*_WITH)).first()
    if found is None:
        raise NotThere
    found.procedure.case = found.case
    return found


def of_case(viewer: Viewer, case: Case) -> OfCase:
    """Newest first; what stands in a part closed to the viewer is not there."""
    found = []
    if policy.decide(viewer, can.SIGNED_IN, subject=case.subject, compartment=LEGAL_PRIVILEGED).allowed:
        looks = FilingLook.objects.filter(case=case).select_related(*_WITH)
        found = list(policy.scope(viewer, looks).order_by("-asked_at")[:SHOWN])
    rows = FiledUnseen.objects.filter(case=case).select_related("recorded_by__account")
    unseen = list(policy.scope(viewer, rows).order_by("-recorded_at")[:SHOWN])
    prefetch([*found, *unseen])
    return OfCase(found, unseen)


def may_ask(viewer: Viewer, procedure: Procedure) -> bool:
    try:
        looking.to_ask(viewer, procedure)
    except (NotPossible, Refused, NotThere):
        return False
    return True


def may_answer(viewer: Viewer, row: FilingLook) -> bool:
    if row.answered_at is not None or row.filed is not None:
        return False
    try:
        looking.to_answer(viewer, row)
    except (NotPossible, Refused, NotThere):
        return False
    return True


def papers(viewer: Viewer, case: Case) -> list[Paper]:
    """Bundles, letters and versions of the statement that stand open to the viewer, newest first."""
    return [*_bundles(viewer, case), *_letters(viewer, case), *_statements(viewer, case)]


def _bundles(viewer: Viewer, case: Case) -> Iterable[Paper]:
    rows = list(policy.scope(viewer, Bundle.objects.filter(case=case, state=Bundle.State.MADE)).order_by("-asked_at"))
    prefetch(rows)
    for row in rows[:SHOWN]:
        said = {"number": format_number(row.number), "title": row.wanted.get("title", "")}
        yield BUNDLE, str(row.id), _("Bundle %(number)s: %(title)s") % said


def _letters(viewer: Viewer, case: Case) -> Iterable[Paper]:
    for each in on_letters.letters_of(viewer, case)[:SHOWN]:
        said = {"name": each.name, "number": format_number(each.row.number)}
        yield LETTER, str(each.row.document_id), _("%(name)s, version %(number)s") % said


def _statements(viewer: Viewer, case: Case) -> Iterable[Paper]:
    rows = policy.scope(viewer, StatementVersion.objects.filter(statement__case=case))
    for row in rows.order_by("-written_at", "-number")[:SHOWN]:
        said = {"number": format_number(row.number)}
        yield STATEMENT, str(row.statement_id), _("Statement, version %(number)s") % said


def shown(row: FilingLook) -> list[Shown]:
    return [Shown(name, _url(row, kind, of)) for kind, of, name in row.papers]


def _url(row: FilingLook, kind: str, of: str) -> str:
    if kind == BUNDLE:
        return reverse("legal:bundle", args=[of])
    if kind == STATEMENT:
        return reverse("legal:statement", args=[of])
    return reverse("cases:document-file", args=[row.case_id, of])
