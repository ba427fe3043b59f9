"""Our usual reading of a record: which events lead through its stages, and start, meet and close its periods.

Records rarely say it in such words. A draft carries this reading, and whoever corrects the draft corrects it too.
"""

from collections.abc import Mapping
from typing import Any

Events = dict[str, list[str]]

_ENTRIES = ["entry", "irregular-entry"]
_DECISIONS = ["decision-issued", "refusal-notified", "inadmissibility-notified", "recognition-notified"]
_OVER = ["withdrawal-notified", "file-closed"]
_ADVERSE = ["refusal-notified", "inadmissibility-notified", "withdrawal-notified", "cessation-notified"]

ANYTIME = [
    *("document-issued", "document-expires", "interview-missed", "withdrawal-notified"),
    *("deportation-decision-notified", "detention-ordered", "departure", "file-closed"),
]
STAGES: Mapping[str, tuple[str, Events]] = {
    "access": (
        "Application",
        {"entered_by": _ENTRIES, "within": ["application-lodged"], "left_by": ["registration"]},
    ),
    "document": (
        "Documents",
        {
            "entered_by": ["application-lodged", "registration"],
            "within": ["registration"],
            "left_by": ["document-issued"],
        },
    ),
    "interview": (
        "Interview",
        {"entered_by": ["document-issued"], "within": ["interview-missed"], "left_by": ["interview-held"]},
    ),
    "decision": (
        "Decision",
        {"entered_by": ["interview-held"], "within": [], "left_by": ["decision-issued", *_DECISIONS[1:]]},
    ),
    "notification": (
        "Notification",
        {"entered_by": ["decision-issued"], "within": [], "left_by": _DECISIONS[1:]},
    ),
    "admin_appeal": (
        "Appeal",
        {
            "entered_by": ["refusal-notified", "inadmissibility-notified", "appeal-filed"],
            "within": ["appeal-filed"],
            "left_by": ["appeal-refused-notified", "recognition-notified"],
        },
    ),
    "court": (
        "Court",
        {
            "entered_by": ["appeal-refused-notified", "suit-filed"],
            "within": ["suit-filed", "judgment-notified"],
            "left_by": ["recognition-notified"],
        },
    ),
    "outcome": ("Rights after recognition", {}),
    "withdrawal": ("File closure", {}),
}
JOURNEY = ("access", "document", "interview", "decision", "notification", "admin_appeal", "court")
_MET_BY_STAGE: Mapping[str, str] = {"admin_appeal": "appeal-filed", "appeal": "appeal-filed", "court": "suit-filed"}


def stage_reading(stage_id: str) -> tuple[str, Events]:
    """Label and events of a stage; empty for a stage no record had before."""
    return STAGES.get(stage_id, ("", {}))


def reading_of(deadline: Mapping[str, Any]) -> dict[str, Any]:
    """The events of a period, by its kind and where it stands."""
    kind, stage = deadline["kind"], deadline["stage"]
    if kind == "authority":
        return _decided(deadline)
    if kind == "validity":
        return {"starts_from": ["document-issued"], "latest_only": True}
    if stage == "access":
        return {"starts_from": _entries(deadline["action"]), "met_by": ["application-lodged"]}
    if stage == "withdrawal":
        return {"starts_from": ["interview-missed"], "met_by": ["interview-held"], "closed_by": ["file-closed"]}
    starts = ["refusal-notified"] if deadline["known"] else _ADVERSE
    if stage == "court":
        starts = ["appeal-refused-notified"]
    reading: dict[str, Any] = {"starts_from": starts, "met_by": [_MET_BY_STAGE.get(stage, "appeal-filed")]}
    return reading | {"closed_by": ["recognition-notified"]}


def _decided(deadline: Mapping[str, Any]) -> dict[str, Any]:
    if deadline["stage"] == "admin_appeal":
        return {"starts_from": ["appeal-filed"], "met_by": ["appeal-refused-notified", "recognition-notified"]}
    by_registration = "regist" in deadline["start_event"]
    starts = ("registration", "application-lodged") if by_registration else ("application-lodged", "registration")
    reading = {"starts_from": [starts[0]], "fallback_from": [starts[1]]}
    return reading | {"met_by": list(_DECISIONS), "closed_by": list(_OVER)}


def _entries(action: str) -> list[str]:
    if "irregular" in action:
        return ["irregular-entry"]
    return ["entry"] if "legal entry" in action else _ENTRIES
