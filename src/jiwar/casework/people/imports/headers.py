"""Where a list begins and what its columns mean: guessed from the headings, kept for next time, changed by hand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from jiwar.casework.people.imports import wordlists
from jiwar.casework.people.imports.fields import FIELDS, OF_A_NAME, SEVERAL
from jiwar.casework.people.imports.folding import folded
from jiwar.foundation.sheets.cells import Row
from jiwar.foundation.vault import blind

LOOKED_AT: Final = 30
"""Rows among which the headings are sought: titles, logos and addresses stand above them."""
_BETWEEN: Final = re.compile(r"[/|\\\n()\[\]:;,،؛–—•*]|\s-\s")
_LONG_ENOUGH: Final = 4


@dataclass(frozen=True)
class Plan:
    """`header`: the number of the row with the headings, 0 where there is none. `fields`: one for each column, '' for
    a column that is left out. `headings` as they stand."""

    header: int = 0
    fields: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()

    def as_data(self) -> dict[str, Any]:
        return {"header": self.header, "fields": list(self.fields), "headings": list(self.headings)}

    def columns(self, field: str) -> list[int]:
        return [column for column, meant in enumerate(self.fields) if meant == field]

    @property
    def names_people(self) -> bool:
        return bool(OF_A_NAME & set(self.fields))


def from_data(data: dict[str, Any]) -> Plan:
    return Plan(data["header"], tuple(data["fields"]), tuple(data["headings"]))


def guessed(rows: Sequence[Row], header: int | None = None) -> Plan:
    """The row that says most of what we know, and what each of its cells means. `header` when it was chosen."""
    among = [row for row in rows[:LOOKED_AT] if header is None or row.number == header]
    if header == 0 or not among:
        return _without_headings(rows)
    best = max(among, key=_says)
    width = max(len(row.cells) for row in rows)
    if header is None and _says(best) < min(2, width):
        return _without_headings(rows)
    headings = tuple(best.at(column).text for column in range(width))
    return Plan(best.number, _meanings(headings), headings)


def _without_headings(rows: Sequence[Row]) -> Plan:
    width = max((len(row.cells) for row in rows), default=0)
    return Plan(0, ("",) * width, ("",) * width)


def _says(row: Row) -> int:
    return len({meant for cell in row.cells if (meant := meaning(cell.text))})


def _meanings(headings: Sequence[str]) -> tuple[str, ...]:
    found: list[str] = []
    for heading in headings:
        meant = meaning(heading)
        if meant in found and meant not in SEVERAL:
            meant = "other_name" if meant == "name" else ""
        found.append(meant)
    parts = {meant for meant in found if meant in {"given", "family"}}
    if "name" not in found and len(parts) == 1:
        # `Nom`, `Ad` and `نام` are the whole name where no other column completes it.
        found = ["name" if meant in parts else meant for meant in found]
    return tuple(found)


def meaning(heading: str) -> str:
    """The field a heading names, in any of its languages; '' for one we do not know."""
    known = wordlists.headings()
    for part in (heading, *_BETWEEN.split(heading)):
        if (meant := known.get(folded(part))) is not None:
            return meant
    return _inside(folded(heading))


def _inside(heading: str) -> str:
    """The longest known word that stands inside a longer heading: 'Date of birth as in passport'."""
    padded = f" {heading} "
    inside = [word for word in wordlists.headings() if len(word) >= _LONG_ENOUGH and f" {word} " in padded]
    return wordlists.headings()[max(inside, key=len)] if inside else ""


def signature(headings: Sequence[str]) -> bytes:
    """The same for lists with the same headings, whatever their case and spaces."""
    return signatures(headings)[0]


def signatures(headings: Sequence[str]) -> list[bytes]:
    """Those under which a list with the same headings may have been kept, the newest first."""
    return blind.indexes("import-heading", "|".join(folded(heading) for heading in headings))


def fitting(fields: Sequence[str], headings: Sequence[str]) -> tuple[str, ...] | None:
    """Fields kept from an earlier list, if they still fit."""
    return (
        tuple(fields) if len(fields) == len(headings) and all(not each or each in FIELDS for each in fields) else None
    )
