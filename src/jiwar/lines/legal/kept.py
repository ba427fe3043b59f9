"""What a deadline row keeps of the replay, so that a list needs no replay: the reasoning as codes, sealed as JSON."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from jiwar.knowledge import procedures
from jiwar.knowledge.procedures import Standing, Step, StepCode


def details_of(found: procedures.Deadline, standing: Standing) -> dict[str, Any]:
    """Everything a card shows besides dates, owner and case."""
    rule = found.rule
    return {
        "key": found.key,
        "rule": rule.id,
        "pack": standing.pack.id,
        "action": rule.action,
        "party": rule.party.value,
        "standing": found.status.value,
        "ask_lawyer": found.ask_lawyer,
        "no_limit": rule.no_limit,
        "confirm": found.confirm_on_letter,
        "conflicting_print": _print_differs(found),
        "started_by": found.started_by,
        "law_day": found.due.isoformat() if found.due else None,
        "precaution": found.precaution.isoformat() if found.precaution else None,
        "basis": rule.legal_basis,
        "confidence": rule.confidence.value,
        "checked": found.pack.checked_on.isoformat(),
        "why": [[step.code.value, _as_kept(step.params)] for step in found.why],
    }


def _print_differs(found: procedures.Deadline) -> bool:
    printed = found.printed
    return printed is not None and not printed.confirmed and found.computed not in {None, printed.day}


def steps_of(details: Mapping[str, Any]) -> list[Step]:
    """The reasoning as it was kept."""
    return [Step(StepCode(code), _as_given(params)) for code, params in details.get("why", [])]


def _as_kept(params: Mapping[str, Any]) -> dict[str, Any]:
    return {name: {"day": value.isoformat()} if isinstance(value, date) else value for name, value in params.items()}


def _as_given(params: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _given(value) for name, value in params.items()}


def _given(value: Any) -> Any:
    if isinstance(value, dict):
        return date.fromisoformat(value["day"])
    return tuple(value) if isinstance(value, list) else value
