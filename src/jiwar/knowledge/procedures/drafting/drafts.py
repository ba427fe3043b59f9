"""From a record (`asylum-procedure/1`) to the values of a pack (`jiwar-procedure/1`)."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from jiwar.knowledge.procedures.drafting import readings
from jiwar.knowledge.procedures.loading import AUTHORITY, CONVENTIONS, REMARKS, SCHEMA

Values = Mapping[str, Any]
READING_BY: Final = (
    "Jiwar's own reading of the record, not taken from a source; to be confirmed by a lawyer of the country."
)
SINCE_UNREAD: Final = "Since when these rules hold was not read."
TRACKS: Final = {"state": "State procedure", "unhcr": "UNHCR procedure", "removal": "Deportation decision"}

_NOTHING: Final = frozenset({"unknown", "none", "Not read.", ""})
"""How records write that nobody could verify it: a pack leaves it out."""


def draft(record: Values) -> dict[str, Any]:
    country = record["country"]
    prefix = "UNHCR procedure" if country["decision_maker"] == "unhcr" else "Asylum"
    stages = [_stage(stage) for stage in record["stages"]]
    periods = record.get("deadlines", [])
    values = {
        "schema": SCHEMA,
        "id": record["record_id"],
        "name": f"{prefix}, {country['name_en']}",
        "version": "1",
        "reviewed_on": date.fromisoformat(record["reviewed_on"]),
        "effective_note": SINCE_UNREAD,
        "reading_by": READING_BY,
        "anytime": readings.ANYTIME,
        "tracks": _tracks(stages, periods),
        "country": _country(country, record["stages"]),
        "laws": [_law(law) for law in record.get("laws", [])],
        "calendar": _calendar(record["calendar"]),
        "sources": [_said(source) | {"date": _dated(source["date"])} for source in record["sources"]],
        "stages": stages,
        "deadlines": [_deadline(period) for period in periods],
        "withdrawal": [_said(entry) for entry in record.get("withdrawal", []) if entry["rule"] not in _NOTHING],
        "rights": {name: _said(right) for name, right in record["rights"].items()},
        "legal_aid": _said(record["legal_aid"]) | {"available": record["legal_aid"]["available"]},
        "contacts": [_said(contact) for contact in record.get("contacts", [])],
        "unknowns": [dict(unknown) for unknown in record["unknowns"]],
    }
    return {key: value for key, value in values.items() if value != []}


def _said(values: Values, *, keep: Iterable[str] = ("confidence", "status", "day_type", "suspensive_effect")) -> Any:
    """Without what says nothing; codes keep their 'unknown'."""
    codes = set(keep)
    return {key: value for key, value in values.items() if key in codes or not _says_nothing(value)}


def _says_nothing(value: object) -> bool:
    return (isinstance(value, str) and value in _NOTHING) or value in ([], {}) or value is None


def _tracks(stages: list[dict[str, Any]], periods: list[Values]) -> list[dict[str, Any]]:
    names = [name for name in dict.fromkeys(each["procedure"] for each in (*stages, *periods)) if name != "all"]
    return [_track(name, stages) for name in names or ["all"]]


def _track(name: str, stages: list[dict[str, Any]]) -> dict[str, Any]:
    """Its stages in order; a court or a notification nobody could say anything about is no step of the way."""
    here = [stage for stage in stages if stage["procedure"] in {name, "all"} and "entered_by" in stage]
    known = [
        stage["id"]
        for stage in here
        if stage["confidence"] != "unknown" or stage["id"] not in {"notification", "court"}
    ]
    return {"id": name, "label": TRACKS.get(name, name), "stages": known}


def _country(country: Values, stages: list[Values]) -> dict[str, Any]:
    plain = {key: value for key, value in country.items() if key not in {"conventions", "authority"}}
    summary = plain["summary"].partition(" Time-limits verified:")[0]
    return {
        **_said(plain, keep=["decision_maker"]),
        "summary": summary,
        "warnings": plain["warnings"],
        "conventions": [_convention(name, country["conventions"]) for name in CONVENTIONS],
        "authority": _authority(country["authority"], stages),
    }


def _convention(name: str, said: Values) -> dict[str, Any]:
    """Records name sources for each, or once for all of them."""
    status = said[name]
    found: dict[str, Any] = {"id": name, "status": status}
    found["date"] = said.get(f"{name}_date") or str(said.get(f"{name}_year", ""))
    found["note"] = said.get(f"{name}_note", "")
    if name == "convention_1951" and "reservations" in said:
        found["reservations"] = said["reservations"]
    if name == "convention_1951" and "geographic_limitation" in said and status == "party":
        found["geographic_limitation"] = said["geographic_limitation"]
    if status in {"unknown", "not_applicable"}:
        return {**found, "confidence": "unknown"}
    found["sources"] = said.get(f"{name}_sources", said.get("sources", []))
    return {**found, "confidence": said.get(f"{name}_confidence", said.get("confidence"))}


def _authority(authority: Values, stages: list[Values]) -> dict[str, Any]:
    """Where the record names no sources for it, those of the stage in which it decides."""
    found = {key: authority[key] for key in AUTHORITY if not _says_nothing(authority.get(key))}
    decides: Values = next((stage for stage in stages if stage["id"] == "decision"), {})
    cited = authority if "confidence" in authority else decides
    return {**found, "sources": cited.get("sources", []), "confidence": cited.get("confidence", "unknown")}


def _calendar(calendar: Values) -> dict[str, Any]:
    kept = {key: calendar[key] for key in REMARKS if not _says_nothing(calendar.get(key))}
    weekend = {"weekend": calendar["weekend"], "weekend_sources": calendar["weekend_sources"]}
    return {**weekend, **kept, "rollover": calendar["rollover"], "rolls_over": []}


def _law(law: Values) -> dict[str, Any]:
    local = law["name_local"]
    names = [name for name in (local if isinstance(local, list) else [local]) if name not in _NOTHING]
    said: dict[str, Any] = _said(law, keep=["confidence"])
    return said | {"name_local": " · ".join(names)}


def _dated(day: str) -> str:
    return "undated" if day in _NOTHING else day


def _stage(stage: Values) -> dict[str, Any]:
    label, events = readings.stage_reading(stage["id"])
    said = _said(stage) | {"label": label or stage["name"], "sources": stage["sources"]}
    return {**said, **{key: value for key, value in events.items() if value}}


def _deadline(deadline: Values) -> dict[str, Any]:
    kept = _said(deadline)
    if not kept.get("is_minimum"):
        kept.pop("is_minimum", None)
    action = kept["action"]
    return {**kept, "action": action[0].upper() + action[1:], "reading": readings.reading_of(deadline)}
