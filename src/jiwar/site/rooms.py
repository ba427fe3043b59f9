"""The rooms of the house in order, and where their pages hang."""

from pathlib import Path

FOUNDATION = (
    "jiwar.foundation.languages",
    "jiwar.foundation.groups",
    "jiwar.foundation.vault",
    "jiwar.foundation.audit",
    "jiwar.foundation.access",
    "jiwar.foundation.jobs",
    "jiwar.foundation.ui",
)
CASEWORK = (
    "jiwar.casework.people",
    "jiwar.casework.cases",
    "jiwar.casework.appointments",
)
FACES = ("jiwar.faces.desk",)

PAGES = (
    ("", "jiwar.faces.desk.urls"),
    ("people/", "jiwar.casework.people.urls"),
    ("cases/", "jiwar.casework.cases.urls"),
    ("appointments/", "jiwar.casework.appointments.urls"),
    ("account/", "jiwar.foundation.access.sign_in.urls"),
    ("", "jiwar.foundation.access.urls"),
    ("language/", "jiwar.foundation.languages.urls"),
)
"""Prefix and URL module of every room. A line names its own in its declaration."""


def present(*modules: str) -> list[str]:
    """Those modules that exist."""
    return [module for module in modules if _exists(module)]


def complete(*rooms: str) -> list[str]:
    """Those rooms, each standing on the one before, up to the first that has no models yet."""
    built = []
    for room in rooms:
        if not (_source(room) and _source(f"{room}.models")):
            break
        built.append(room)
    return built


def _exists(name: str) -> bool:
    return _source(name) is not None


def _source(module: str) -> Path | None:
    place = Path(__file__).parents[2].joinpath(*module.split("."))
    if place.is_dir():
        return next(place.glob("apps.py"), None) or next(place.glob("__init__.py"), None)
    return place.with_suffix(".py") if place.with_suffix(".py").exists() else None
