"""Parts of the case page that rooms above this one add; lines bring theirs in their declaration.

panels.add_aside(AppointmentsOfCase())
panels.add_menu(MenuEntry(_("Appointment"), "appointments:new_for_case", "calendar", BOOK))
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from jiwar.casework import service_lines
from jiwar.casework.cases.models import Case
from jiwar.casework.service_lines import MenuEntry, Panel, Words
from jiwar.foundation.access.viewer import Viewer


@dataclass(frozen=True)
class Shown:
    """A panel with something to show; its template finds `panel` (this context), `case`, `viewer`."""

    template: str
    context: dict[str, Any]


@dataclass(frozen=True)
class MenuItem:
    label: Words
    href: str
    icon: str


_aside: list[Panel] = []
_menu: list[MenuEntry] = []


def add_aside(panel: Panel) -> None:
    if panel not in _aside:
        _aside.append(panel)


def add_menu(entry: MenuEntry) -> None:
    if entry not in _menu:
        _menu.append(entry)


def above(viewer: Viewer, case: Case, today: date) -> list[Shown]:
    """The nearest deadline first, then the journey: as the lines order them."""
    return _shown([panel for line in service_lines.installed() for panel in line.panels], viewer, case, today)


def aside(viewer: Viewer, case: Case, today: date) -> list[Shown]:
    of_lines = [panel for line in service_lines.installed() for panel in line.aside]
    return _shown([*of_lines, *_aside], viewer, case, today)


def menu(viewer: Viewer, case: Case) -> list[MenuItem]:
    entries = [*(entry for line in service_lines.installed() for entry in line.menu), *_menu]
    return [
        MenuItem(entry.label, reverse(entry.url_name, args=[case.id]), entry.icon)
        for entry in entries
        if viewer.can(entry.capability)
    ]


def _shown(panels: Sequence[Panel], viewer: Viewer, case: Case, today: date) -> list[Shown]:
    contexts = [(panel.template, panel.context(viewer, case, today)) for panel in panels]
    return [Shown(template, context) for template, context in contexts if context is not None]
