"""A row as the parts of a person, with what is wrong, doubtful, or worth saying."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

from jiwar.casework.people import search
from jiwar.casework.people.actions import registering
from jiwar.casework.people.imports import wordlists
from jiwar.casework.people.imports.fields import OF_A_NAME, PAPERS
from jiwar.casework.people.imports.folding import folded
from jiwar.casework.people.imports.headers import Plan
from jiwar.casework.people.imports.messages import Message
from jiwar.casework.people.imports.values import dates, words
from jiwar.casework.people.imports.values.names import composed, read_name
from jiwar.casework.people.imports.values.phones import read_phones
from jiwar.casework.people.imports.values.read import Read
from jiwar.casework.people.models import PersonName
from jiwar.casework.people.parts import (
    Birth,
    Contact,
    IdentifierGiven,
    Identifiers,
    Languages,
    NameGiven,
    PhoneGiven,
    Who,
)
from jiwar.casework.people.queries.finding import Sought
from jiwar.casework.people.said_dates import SaidDate
from jiwar.foundation.sheets.cells import Cell, Mark, Row
from jiwar.foundation.vault import blind

V = TypeVar("V")
_LONGEST_AREA = 200
_LONGEST_PAPER = 60
_KEEPS_ITS_VALUE = frozenset({"name-unknown"})


@dataclass(frozen=True)
class Entry:
    """`text`: what the row says of the person, in one line, for the keyed hash by which it is known again."""

    who: Who
    birth: Birth = Birth()
    contact: Contact | None = None
    languages: Languages = Languages()
    identifiers: Identifiers = Identifiers()
    household: str = ""
    problems: tuple[Message, ...] = ()
    doubts: tuple[Message, ...] = ()
    remarks: tuple[Message, ...] = ()
    text: str = ""

    @property
    def key(self) -> bytes:
        return blind.index("import-row", self.text)

    @property
    def keys(self) -> list[bytes]:
        """Every key the same row may have had in earlier lists."""
        return blind.indexes("import-row", self.text)

    @property
    def not_taken(self) -> tuple[Message, ...]:
        """The cells whose value a person cannot have from this row: it cannot be read, or can be several things."""
        open_ones = [each for each in (*self.problems, *self.doubts) if each.column is not None]
        without = [each for each in open_ones if each.code not in _KEEPS_ITS_VALUE]
        return _each_once([Message("not-taken-value", each.field, each.column) for each in without])

    @property
    def sought(self) -> Sought:
        return registering.sought(self.who, self.birth, self.contact, self.identifiers)


@dataclass
class _Reader:
    row: Row
    plan: Plan
    country: str
    today: date
    problems: list[Message] = field(default_factory=list)
    doubts: list[Message] = field(default_factory=list)
    remarks: list[Message] = field(default_factory=list)

    def cells(self, meant: str) -> Iterator[tuple[int, Cell]]:
        """The filled cells of a field. What no cell of a list should hold is a problem and not given."""
        for column in self.plan.columns(meant):
            cell = self.row.at(column)
            if not cell:
                continue
            code = _unfit(cell)
            if code:
                self.problems.append(Message(code, meant, column))
            else:
                yield column, cell

    def take(self, read: Read[V], meant: str, column: int) -> V | None:
        """The value, and what is to say about it at its place."""
        for found, into in ((read.problem, self.problems), (read.doubt, self.doubts)):
            if found is not None:
                into.append(replace(found, field=meant, column=column))
        self.remarks += [replace(remark, field=meant, column=column) for remark in read.remarks]
        return read.value

    def one(self, meant: str, read: Callable[[Cell], Read[V]]) -> V | None:
        for column, cell in self.cells(meant):
            if not words.says_nothing(cell.text):
                return self.take(read(cell), meant, column)
        return None


def _unfit(cell: Cell) -> str:
    if cell.mark is Mark.CUT:
        return "too-long"
    if cell.mark is Mark.FAULT:
        return "fault"
    if cell.text.count("?") > 2 or "\ufffd" in cell.text:
        return "lost-signs"
    return "formula" if cell.mark is Mark.FORMULA or cell.text.startswith(("=", "＝", "'=")) else ""


def read_row(row: Row, plan: Plan, *, country: str, today: date) -> Entry:
    """`country`: where the group works; `today`: the day the list came, from which ages count."""
    reader = _Reader(row, plan, country, today)
    names = _names(reader)
    nationalities = reader.one("nationality", lambda cell: words.read_nationality(cell.text)) or ()
    arrived = reader.one("arrived", lambda cell: dates.read_day(cell, nationalities, today, oldest=70))
    for column, _cell in reader.cells("note"):
        reader.remarks.append(Message("note-stays", "note", column))
    who = Who(
        names=names,
        sex=reader.one("sex", lambda cell: words.read_sex(cell.text)) or "",
        nationalities=nationalities,
        area=reader.one("area", lambda cell: Read(" ".join(cell.text.split())[:_LONGEST_AREA])) or "",
        arrived=arrived,
    )
    return Entry(
        who=who,
        birth=Birth(_born(reader, nationalities)),
        contact=_contact(reader, nationalities),
        languages=Languages(reader.one("languages", lambda cell: words.read_languages(cell.text)) or ()),
        identifiers=_papers(reader),
        household=next((folded(cell.text) for _column, cell in reader.cells("household")), ""),
        problems=_each_once(reader.problems),
        doubts=_each_once(reader.doubts),
        remarks=tuple(sorted(_each_once(reader.remarks), key=lambda remark: remark.column or 0)),
        text=_text(row, plan),
    )


def _each_once(messages: list[Message]) -> tuple[Message, ...]:
    kept: list[Message] = []
    for message in messages:
        if message not in kept:
            kept.append(message)
    return tuple(kept)


def _names(reader: _Reader) -> tuple[NameGiven, ...]:
    kinds = PersonName.Kind
    own = reader.one("name", lambda cell: read_name(cell.text)) or _in_parts(reader)
    names = [NameGiven(text, kinds.OWN.value) for text in own]
    for column, cell in reader.cells("other_name"):
        if not words.says_nothing(cell.text):
            also = reader.take(read_name(cell.text), "other_name", column) or ()
            names += [NameGiven(text, kinds.OWN.value) for text in also]
    for meant, kind in (("father", kinds.FATHER), ("mother", kinds.MOTHER)):
        kin = reader.one(meant, lambda cell: read_name(cell.text)) or ()
        names += [NameGiven(text, kind.value) for text in kin]
    if not any(name.kind == kinds.OWN for name in names) and not _speaks_of_a_name(reader.problems):
        reader.problems.append(Message("no-name"))
    return tuple(dict.fromkeys(names))


def _speaks_of_a_name(problems: list[Message]) -> bool:
    return any(message.field in OF_A_NAME | {"other_name"} for message in problems)


def _in_parts(reader: _Reader) -> tuple[str, ...]:
    """First, middle and family name in columns of their own."""
    parts: dict[str, str] = {}
    columns = []
    for meant in ("given", "middle", "family"):
        for column, cell in reader.cells(meant):
            if not words.says_nothing(cell.text):
                parts[meant] = " ".join(cell.text.split())
                columns.append((meant, column))
                break
    if not parts:
        return ()
    whole = composed(parts.get("given", ""), parts.get("middle", ""), parts.get("family", ""))
    return reader.take(read_name(whole), *columns[0]) or ()


def _born(reader: _Reader, nationalities: tuple[str, ...]) -> SaidDate | None:
    born = reader.one("birth", lambda cell: dates.read_birth(cell, nationalities, reader.today))
    return born or reader.one("age", lambda cell: dates.read_age_cell(cell, reader.today))


def _contact(reader: _Reader, nationalities: tuple[str, ...]) -> Contact | None:
    phones: dict[str, PhoneGiven] = {}
    for column, cell in reader.cells("phone"):
        if words.says_nothing(cell.text):
            continue
        for read in read_phones(cell.text, reader.country, nationalities):
            number = reader.take(read, "phone", column)
            if number:
                phones[number] = PhoneGiven(number)
    return Contact(phones=tuple(phones.values())) if phones else None


def _papers(reader: _Reader) -> Identifiers:
    given = []
    for meant, kind in PAPERS.items():
        for column, cell in reader.cells(meant):
            if words.says_nothing(cell.text):
                continue
            number = " ".join(cell.text.split())
            if len(search.normalised_identifier(number)) < 3 or len(number) > _LONGEST_PAPER:
                reader.problems.append(Message("paper", meant, column, {"text": number[:_LONGEST_PAPER]}))
            else:
                given.append(IdentifierGiven(number, kind))
    return Identifiers(tuple(given))


def _text(row: Row, plan: Plan) -> str:
    """Field by field, so that a list with its columns in another order says the same."""
    said: dict[str, Any] = {}
    for column, meant in enumerate(plan.fields):
        if meant and meant != "number" and row.at(column):
            said.setdefault(meant, []).append(" ".join(row.at(column).text.split()))
    return "\n".join(f"{meant}={'|'.join(texts)}" for meant, texts in sorted(said.items()))


def passed_over(row: Row, plan: Plan) -> Message | None:
    """Why a row is no person: totals, the headings once more, nothing but its number."""
    filled = [(column, cell) for column, cell in enumerate(row.cells) if cell]
    totals = wordlists.words("total")
    if len(filled) <= 4 and any(folded(cell.text) in totals for _column, cell in filled):
        return Message("total")
    headed = [column for column, heading in enumerate(plan.headings) if heading and row.at(column).text == heading]
    if len(headed) > 1:
        return Message("heading")
    said = [
        column for column, _cell in filled if column < len(plan.fields) and plan.fields[column] not in {"", "number"}
    ]
    return None if said else Message("empty")
