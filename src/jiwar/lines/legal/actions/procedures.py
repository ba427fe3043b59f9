"""Opening a procedure on a case, choosing its tracks, closing it."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from jiwar.casework.cases import clock, receipts, timeline, versions
from jiwar.casework.cases.errors import NotPossible, StillOpen
from jiwar.casework.cases.models import Case
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.knowledge import procedures
from jiwar.lines.legal import kinds, matters, projection
from jiwar.lines.legal.actions.permission import to_decide
from jiwar.lines.legal.models import Procedure
from jiwar.lines.legal.overriding import packs
from jiwar.lines.legal.rights import OPEN_PROCEDURES


def open_procedure(
    viewer: Viewer, *, case: Case, pack: str, tracks: Sequence[str], note: str = "", token: UUID | None = None
) -> Procedure:
    """A procedure on a case, beside any others. Raises `NotPossible` for tracks the pack does not have."""
    to_decide(viewer, case, OPEN_PROCEDURES)
    known = _load(pack)
    chosen = _known_tracks(known, tracks)
    with transaction.atomic():
        return receipts.once(viewer, token, Procedure, lambda: _open(viewer, case, known, chosen, note))


def _open(viewer: Viewer, case: Case, pack: procedures.Pack, tracks: list[str], note: str) -> Procedure:
    procedure = Procedure.objects.create(
        case=case,
        subject_id=case.subject_id,
        compartment=GENERAL.code,
        pack=pack.id,
        pack_version=pack.version,
        tracks=tracks,
        note=note,
        opened_on=clock.today(),
        opened_by=viewer.member,
    )
    facts = {"pack": pack.id, "name": pack.name, "tracks": tracks}
    timeline.write(viewer, case=case, kind="legal-procedure-opened", facts=facts, row=procedure.id)
    record(viewer, kinds.PROCEDURE_OPENED, subject=case.subject_id, compartment=GENERAL, row=procedure)
    projection.refresh(procedure, clock.today(), viewer=viewer)
    return procedure


def change_tracks(viewer: Viewer, *, procedure: Procedure, tracks: Sequence[str], seen_version: int) -> Procedure:
    """Other tracks in force; deadlines of tracks left are closed, those of tracks entered appear."""
    to_decide(viewer, procedure.case, OPEN_PROCEDURES)
    chosen = _known_tracks(_load(procedure.pack), tracks)
    with transaction.atomic():
        versions.step_on(procedure, seen_version)
        earlier, procedure.tracks = procedure.tracks, chosen
        procedure.save(update_fields=["tracks"])
        facts = {"pack": procedure.pack, "from": earlier, "tracks": chosen}
        timeline.write(viewer, case=procedure.case, kind="legal-tracks-changed", facts=facts, row=procedure.id)
        record(viewer, kinds.TRACKS_CHANGED, subject=procedure.subject_id, compartment=GENERAL, row=procedure)
        projection.refresh(procedure, clock.today(), viewer=viewer)
    return procedure


def close_procedure(viewer: Viewer, *, procedure: Procedure, reason: str, seen_version: int) -> Procedure:
    """Raises `StillOpen` while a limit runs: it is met by recording what was done, or set aside with a reason."""
    to_decide(viewer, procedure.case, OPEN_PROCEDURES)
    with transaction.atomic():
        projection.refresh(procedure, clock.today(), viewer=viewer)
        still = matters.of_procedure(procedure)
        if still:
            raise StillOpen(still)
        versions.step_on(procedure, seen_version)
        procedure.closed_on, procedure.closed_reason = clock.today(), reason
        procedure.save(update_fields=["closed_on", "closed_reason"])
        facts = {"pack": procedure.pack}
        timeline.write(viewer, case=procedure.case, kind="legal-procedure-closed", facts=facts, row=procedure.id)
        subject = procedure.subject_id
        record(viewer, kinds.PROCEDURE_CLOSED, subject=subject, compartment=GENERAL, row=procedure, reason=reason)
        projection.refresh(procedure, clock.today(), viewer=viewer)
    return procedure


def _load(pack: str) -> procedures.Pack:
    try:
        return packs.load(pack)
    except procedures.UnknownProcedure:
        raise NotPossible(_("There is no such procedure.")) from None


def _known_tracks(pack: procedures.Pack, tracks: Sequence[str]) -> list[str]:
    chosen = list(dict.fromkeys(tracks))
    if not chosen or any(pack.track(track) is None for track in chosen):
        raise NotPossible(_("Choose at least one kind of procedure from the list."))
    return chosen
