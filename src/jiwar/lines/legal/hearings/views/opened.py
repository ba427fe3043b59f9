"""The hearing of a page, and what its forms offer."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse

from jiwar.casework.cases.models import Case
from jiwar.casework.cases.views.opened import Choice, look
from jiwar.foundation.access.page import SignedInRequest
from jiwar.lines.legal import queries as legal
from jiwar.lines.legal.hearings import queries
from jiwar.lines.legal.hearings.actions import HearingGiven
from jiwar.lines.legal.models import Hearing, Procedure
from jiwar.lines.legal.phrases import phrase
from jiwar.lines.legal.standings import package_of


def address(hearing: UUID, part: str = "") -> str:
    return reverse("legal:hearing", args=[hearing]) + (f"#{part}" if part else "")


def opened(request: SignedInRequest, hearing: UUID) -> tuple[Hearing, Case]:
    """With its case, whose page is looked at by that."""
    row = queries.hearing(request.viewer, hearing)
    row.case = look(request.viewer, row.case_id)
    return row, row.case


def procedure_choices(request: SignedInRequest, case: Case) -> tuple[list[Choice], dict[str, tuple[Procedure, str]]]:
    """Each running procedure, and each stage of the ways it is on."""
    choices: list[Choice] = []
    behind: dict[str, tuple[Procedure, str]] = {}
    for procedure in legal.procedures_of(request.viewer, case):
        if procedure.is_open:
            for stage, label in [("", str(phrase(package_of(procedure).name))), *_stages(procedure)]:
                code = f"{procedure.id}:{stage}"
                behind[code] = (procedure, stage)
                choices.append((code, label))
    return choices, behind


def _stages(procedure: Procedure) -> list[tuple[str, str]]:
    pack = package_of(procedure)
    tracks = [track for code in procedure.tracks if (track := pack.track(code))]
    codes = dict.fromkeys(stage for track in tracks for stage in track.stages)
    name = phrase(pack.name)
    return [(code, f"{name}: {phrase(pack.stages[code].label)}") for code in codes]


def stage_of(row: Hearing) -> Any:
    """In words; None where it was not said, or the pack knows it no more."""
    stage = package_of(row.procedure).stages.get(row.stage) if row.procedure and row.stage else None
    return phrase(stage.label) if stage else None


def given_of(kind: str, cleaned: Mapping[str, Any], behind: Mapping[str, tuple[Procedure, str]]) -> HearingGiven:
    procedure, stage = behind.get(cleaned["belongs"], (None, ""))
    said = {name: cleaned[name] for name in ("authority", "address", "mode", "language", "interpreter")}
    return HearingGiven(kind=kind, procedure=procedure, stage=stage, **said)
