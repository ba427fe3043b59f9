"""An invented file, to try a template with before anybody's facts go into it."""

from datetime import date
from typing import Any

from jiwar.foundation.access.viewer import Viewer
from jiwar.lines.legal.letters.asked import ASKED, Shape

_SAID = {
    Shape.LINE: "Example",
    Shape.LINES: "12 Example Street\n06420 Example",
    Shape.LIST: "The decision\nThe record of the interview",
    Shape.NUMBER: "2026/4512 (B)",
    Shape.TIME: "09:30",
    Shape.YES: True,
}


def file(viewer: Viewer, today: date) -> dict[str, Any]:
    return {
        "names": ["Ahmed Idris Abdallah", "أحمد إدريس عبد الله"],
        "birth": {"calendar": "hijri", "year": 1410, "month": 2, "day": 14, "about": False},
        "nationalities": ["SD"],
        "paper": {"kind": "asylum-card", "number": "99 1234-56 (B)"},
        "languages": ["fvr"],
        "dialect": "",
        "interpreter_gender": "male",
        "case_number": "C-0000",
        "adviser": viewer.account.name,
        "group": viewer.group.name,
        "office": None,
        "fictional": True,
        "digits": viewer.group.digits,
        "months": viewer.group.months,
        "today": today.isoformat(),
        "basis": "",
    }


def answers(today: date) -> dict[str, Any]:
    said = {**_SAID, Shape.DAY: today.isoformat()}
    return {name: said[each.shape] for name, each in ASKED.items() if each.shape in said}
