"""Reading one TOML table strictly: each key once, of the right kind, and none left over.

Faults are collected, not raised, so that whoever repairs a file sees all of them at once. A field that is at fault
reads as its empty value; the pack is refused in the end.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import TypeVar

from jiwar.knowledge.procedures.errors import Problem

Values = dict[str, object]
_Choice = TypeVar("_Choice", bound=StrEnum)


class Faults:
    """The faults of one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[Problem] = []

    def add(self, place: str, problem: str, remedy: str) -> None:
        self.found.append(Problem(self.file, place, problem, remedy))


class Table:
    """One table, and which of its keys were asked for."""

    def __init__(self, values: Values, place: str, faults: Faults) -> None:
        self.values = values
        self.place = place
        self.faults = faults
        self._asked: set[str] = set()

    def fault(self, key: str, problem: str, remedy: str) -> None:
        self.faults.add(f"{self.place} · {key}" if key else self.place, problem, remedy)

    def has(self, key: str) -> bool:
        return key in self.values

    def text(self, key: str, default: str | None = None) -> str:
        """A text; without a default it must be there and not be empty."""
        value = self._take(key, required=default is None)
        if value is None:
            return default or ""
        if not isinstance(value, str):
            self.fault(key, f"is {_kind(value)}, not text.", "Put it in quotes.")
            return ""
        if default is None and not value.strip():
            self.fault(key, "is empty.", "Say it, or take the entry out.")
        return value

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        value = self._take(key, required=required)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.fault(key, f"is {_kind(value)}, not a list of texts.", 'Write it as ["…", "…"].')
            return ()
        texts = tuple(str(item) for item in value)
        for twice in sorted({text for text in texts if texts.count(text) > 1}):
            self.fault(key, f'names "{twice}" twice.', "Name it once.")
        return texts

    def flag(self, key: str, default: bool | None = None) -> bool:
        value = self._take(key, required=default is None)
        if value is None:
            return bool(default)
        if not isinstance(value, bool):
            self.fault(key, f"is {_kind(value)}, not true or false.", "Write true or false, without quotes.")
            return False
        return value

    def flag_or_none(self, key: str) -> bool | None:
        """Yes, no, or nothing said."""
        return self.flag(key) if self.has(key) else None

    def number(self, key: str, *, required: bool = False) -> int | None:
        value = self._take(key, required=required)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool):
            self.fault(key, f"is {_kind(value)}, not a whole number.", "Write a whole number, without quotes.")
            return None
        if value < 1:
            self.fault(key, f"is {value}.", "Periods and orders start at 1.")
            return None
        return value

    def day(self, key: str) -> date:
        value = self._take(key, required=True)
        if isinstance(value, date) and type(value) is date:
            return value
        if value is not None:
            self.fault(key, f"is {_kind(value)}, not a date.", "Write it as 2026-11-22, without quotes.")
        return date.min

    def day_or_none(self, key: str) -> date | None:
        return self.day(key) if self.has(key) else None

    def choice(self, key: str, kind: type[_Choice], default: _Choice | None = None) -> _Choice:
        """One of the values of an enumeration; at fault it reads as the first."""
        value = self._take(key, required=default is None)
        allowed = list(kind)
        if value is None:
            return default or allowed[0]
        if value in allowed:
            return kind(str(value))
        self.fault(key, f'is "{value}".', f"Use one of: {', '.join(allowed)}.")
        return allowed[0]

    def choices(self, key: str, kind: type[_Choice], *, required: bool = False) -> frozenset[_Choice]:
        chosen: set[_Choice] = set()
        for text in self.texts(key, required=required):
            if text in list(kind):
                chosen.add(kind(text))
            else:
                self.fault(key, f'names "{text}", which does not exist.', f"Use one of: {', '.join(kind)}.")
        return frozenset(chosen)

    def one_of(self, key: str, allowed: Iterable[str]) -> str:
        value, options = self.text(key), tuple(allowed)
        if value and value not in options:
            self.fault(key, f'is "{value}".', f"Use one of: {', '.join(options)}.")
        return value

    def table(self, key: str) -> "Table":
        value = self._take(key, required=True)
        if value is not None and not isinstance(value, dict):
            self.fault(key, f"is {_kind(value)}, not a table.", f"Write it as [{key}].")
        return Table(value if isinstance(value, dict) else {}, f"{self.place} · {key}".lstrip(" ·"), self.faults)

    def tables(self, key: str) -> list["Table"]:
        """An array of tables, each named by its id or number."""
        value = self._take(key, required=False)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.fault(key, f"is {_kind(value)}, not a list of tables.", f"Write each as [[{key}]].")
            return []
        return [Table(item, self._name(key, number, item), self.faults) for number, item in enumerate(value, 1)]

    def done(self) -> None:
        """Refuse the keys nobody asked for."""
        for key in self.values.keys() - self._asked:
            self.fault(key, "is not a key this table may have.", f"Known keys: {', '.join(sorted(self._asked))}.")

    def _take(self, key: str, *, required: bool) -> object:
        self._asked.add(key)
        value = self.values.get(key)
        if value is None and required:
            self.fault(key, "is missing.", "Add it.")
        return value

    def _name(self, key: str, number: int, item: Values) -> str:
        named = item.get("id") or item.get("name")
        return f'{key} "{named}"' if isinstance(named, str) else f"{key} number {number}"


def _kind(value: object) -> str:
    names = {bool: "true or false", str: "text", int: "a number", float: "a fraction", list: "a list", dict: "a table"}
    return names.get(type(value), "a date")
