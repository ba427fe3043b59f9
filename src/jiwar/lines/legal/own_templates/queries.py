"""The group's templates: all of them for who keeps them, and those in use for a case, the fitting ones first."""

from dataclasses import dataclass
from uuid import UUID

from jiwar.casework.cases.models import Case
from jiwar.foundation import vault
from jiwar.foundation.access.policy import NotThere
from jiwar.foundation.access.viewer import Viewer
from jiwar.lines.legal import queries as of_legal
from jiwar.lines.legal.letters.asked import ASKED
from jiwar.lines.legal.letters.catalogue import LetterKind, To
from jiwar.lines.legal.letters.facts import happened_in
from jiwar.lines.legal.models import OwnTemplate

CODE = "own-template"


@dataclass(frozen=True)
class Fitting:
    row: OwnTemplate
    fits: bool


def templates() -> list[OwnTemplate]:
    rows = list(OwnTemplate.objects.select_related("added_by__account", "tried_by__account").order_by("-added_at"))
    vault.prefetch(rows)
    return rows


def template(template_id: UUID) -> OwnTemplate:
    found = OwnTemplate.objects.select_related("file").filter(id=template_id).first()
    if found is None:
        raise NotThere
    return found


def offered(viewer: Viewer, case: Case) -> list[Fitting]:
    """Those in use whose procedure is open here; first those whose step has happened."""
    rows = list(OwnTemplate.objects.filter(tried_at__isnull=False, retired_at__isnull=True).order_by("-added_at"))
    if not rows:
        return []
    vault.prefetch(rows)
    open_here = {row.pack for row in of_legal.procedures_of(viewer, case) if row.is_open}
    happened = {(each.pack, each.kind.value) for each in happened_in(viewer, case)}
    steps = {step for _pack, step in happened}
    found = [
        Fitting(row, bool(row.step) and ((row.pack, row.step) in happened if row.pack else row.step in steps))
        for row in rows
        if not row.pack or row.pack in open_here
    ]
    return sorted(found, key=lambda each: not each.fits)


def kind_of(template: OwnTemplate) -> LetterKind:
    """As the room of letters asks for it: what the file does not know of what it names."""
    asks = [name for name in ASKED if name in template.fields]
    if "present_at" in template.fields:
        asks += [name for name in ("present_from", "present_until") if name not in asks]
    return LetterKind(CODE, template.name, template.name, To.ANYBODY, tuple(asks), tuple(template.fields), ())
