"""A queryset written once and asked many times.

Building a queryset and turning it into SQL costs Django many times what the database needs to answer it. A
`@statement` is built once for each shape; afterwards only the values of its parameters are bound anew:

    @statement
    def _running(member: UUID, until: date) -> QuerySet[Task]:
        return Task.objects.filter(owner=member, due__lte=until)

    rows = _running(viewer.id, today)

Parameters are ids, dates, moments, whole numbers, texts, bytes, tuples of these, and `Parameter`s such as the viewer.
What the function gets while it is built are not values but marks that stand for them: it may place them in the query,
never look at them. What it does look at (None, flags, members of an enumeration) is part of the shape, and so must be
everything it reads from elsewhere; the time it takes from `moment()`.

Every mark, the group's first of all, must arrive in the SQL's parameters exactly as it was given. A statement in which
one is missing is refused with `Unbound` when it is first asked, so no answer can be another group's or viewer's.
Values are bound by the database's driver and never written into the SQL; only the program's own codes are.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from typing import Any, Final, Generic, ParamSpec, Self, TypeVar
from uuid import UUID, uuid4

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet
from django.utils import timezone

from jiwar.foundation.groups.context import acting_for, current_group_id
from jiwar.foundation.groups.models import Group
from jiwar.foundation.groups.rows import Make, converters_of, maker_of

P = ParamSpec("P")
Row = TypeVar("Row")
Adapt = Callable[[Any], Any]


class Unbound(TypeError):
    """A statement that does not depend on the group, or on one of its parameters: a fault in the program."""


class Parameter(ABC):
    """Something that is more than a value: it says what of it shapes a query, and which ids it brings into it."""

    @abstractmethod
    def shape(self) -> Hashable: ...

    @abstractmethod
    def ids(self) -> tuple[UUID, ...]: ...

    @abstractmethod
    def with_ids(self, ids: tuple[UUID, ...]) -> Self: ...


@dataclass
class _Marks:
    """Stand-ins given out while one statement is built. `moment` is the one for the time of asking."""

    given: list[Any] = field(default_factory=list)
    moment: datetime = datetime(1702, 1, 1, tzinfo=UTC)
    moment_asked: bool = False

    def mark(self, value: Any) -> Any:
        made = self._like(value)
        self.given.append(made)
        return made

    def _like(self, value: Any) -> Any:
        at = len(self.given)
        if isinstance(value, UUID):
            return uuid4()
        if isinstance(value, datetime):
            return datetime(1701, 1, 1, tzinfo=UTC) + timedelta(seconds=at)
        if isinstance(value, date):
            return date(1701, 1, 1) + timedelta(days=at)
        if isinstance(value, int):
            return 31_013 + at  # fits the smallest column
        if isinstance(value, bytes):
            return uuid4().bytes
        if isinstance(value, str):
            return uuid4().hex
        raise TypeError(f"{type(value).__name__} is no parameter of a statement.")


_building: ContextVar[_Marks | None] = ContextVar("jiwar_statement", default=None)


def moment() -> datetime:
    """Now. In a statement: the time at which it is asked, each time anew."""
    marks = _building.get()
    if marks is None:
        return timezone.now()
    marks.moment_asked = True
    return marks.moment


@dataclass(frozen=True)
class _Compiled:
    """`slots`: for each placeholder of the SQL which value is bound there and how, or what stands there always."""

    sql: str
    slots: tuple[Any, ...]
    converters: list[tuple[int, Make]]
    make: Make


@dataclass(frozen=True)
class _Slot:
    number: int
    adapt: Adapt


_EMPTY: Final = object()


class Statement(Generic[P, Row]):
    """Calling it asks the database and gives the rows. `queryset` is the function itself, for tests and plans."""

    def __init__(self, build: Callable[P, "QuerySet[Any, Row]"], *, across_groups: bool = False) -> None:
        self.queryset = build
        self._across_groups = across_groups
        self._compiled: dict[Hashable, Any] = {}

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> list[Row]:
        if kwargs:
            raise TypeError("A statement takes its parameters by position.")
        group = UUID(int=0) if self._across_groups else current_group_id()
        given = [_padded(value) if isinstance(value, tuple) else value for value in args]
        values = [timezone.now(), group, *(each for value in given for each in _values(value))]
        connection = connections[DEFAULT_DB_ALIAS]
        shape = (connection.vendor, *(_shape(value) for value in given))
        if shape not in self._compiled:
            self._compiled[shape] = self._compile(given, group)
        found = self._compiled[shape]
        return [] if found is _EMPTY else _asked(found, values, connection)

    def _compile(self, given: list[Any], group: UUID) -> Any:
        marks = _Marks()
        token = _building.set(marks)
        try:
            with acting_for(Group(id=marks.mark(group))):
                rows = self.queryset(*(_marked(value, marks) for value in given))  # type: ignore[call-arg]  # as called
        finally:
            _building.reset(token)
        compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:
            if () in given:
                return _EMPTY
            raise Unbound(f"{self.queryset.__qualname__} can never find anything.") from None
        slots = tuple(_slot(param, marks, compiler.connection) for param in params)
        bound = {slot.number for slot in slots if isinstance(slot, _Slot)}
        needed = {*range(2 if self._across_groups else 1, len(marks.given) + 1), *([0] if marks.moment_asked else [])}
        if needed - bound:
            raise Unbound(f"{self.queryset.__qualname__} does not place every parameter, or forgets the group.")
        sql, slots = _with_constants(sql, slots)
        converters = converters_of(compiler, [each for each, *_ in compiler.select])
        return _Compiled(sql, slots, converters, maker_of(rows, compiler))


def statement(build: Callable[P, "QuerySet[Any, Row]"]) -> Statement[P, Row]:
    """A statement about the group acted for."""
    return Statement(build)


def statement_across_groups(build: Callable[P, "QuerySet[Any, Row]"]) -> Statement[P, Row]:
    """Where no group is chosen yet: signing in, and nothing else. Of walled tables PostgreSQL gives what an open door
    opens (`groups.doors`)."""
    return Statement(build, across_groups=True)


def _asked(found: _Compiled, values: list[Any], connection: Any) -> list[Any]:
    params = tuple(slot.adapt(values[slot.number]) if isinstance(slot, _Slot) else slot for slot in found.slots)
    with connection.cursor() as cursor:
        cursor.execute(found.sql, params)
        answers = cursor.fetchall()
    if not answers:
        return []
    rows = [list(answer) for answer in answers]
    for position, convert in found.converters:
        for row in rows:
            row[position] = convert(row[position])
    return [found.make(row) for row in rows]


def _with_constants(sql: str, slots: tuple[Any, ...]) -> tuple[str, tuple[Any, ...]]:
    """Codes and whole numbers of the program itself are written into the SQL: an index over the open deadlines alone
    is of use only where the database can see that 'open' is what is asked for."""
    pieces = _PLACEHOLDER.split(sql)
    if len(pieces) != len(slots) + 1:
        return sql, slots
    written, kept = pieces[0], []
    for slot, piece in zip(slots, pieces[1:], strict=True):
        literal = _literal(slot)
        if literal is None:
            kept.append(slot)
        written += ("%s" if literal is None else literal) + piece
    return written, tuple(kept)


_PLACEHOLDER: Final = re.compile(r"(?<!%)%s")
_CODE: Final = re.compile(r"[a-z][a-z0-9-]*", re.ASCII)


def _literal(slot: Any) -> str | None:
    if type(slot) is int:
        return str(slot)
    return f"'{slot!s}'" if isinstance(slot, str) and _CODE.fullmatch(slot) else None


def _slot(param: Any, marks: _Marks, connection: Any) -> Any:
    for number, mark in enumerate((marks.moment, *marks.given)):
        adapt = _adapter(mark, param, connection)
        if adapt is not None and _plain(adapt(mark)) == _plain(param):
            return _Slot(number, adapt)
    return param


def _adapter(mark: Any, param: Any, connection: Any) -> Adapt | None:
    """How the backend hands a value of the mark's kind to its driver."""
    if isinstance(mark, UUID):
        return _as_it_is if connection.features.has_native_uuid_field else _hex
    if isinstance(mark, datetime):
        return connection.ops.adapt_datetimefield_value  # type: ignore[no-any-return]
    if isinstance(mark, date):
        return connection.ops.adapt_datefield_value  # type: ignore[no-any-return]
    if isinstance(mark, bytes):
        return connection.Database.Binary  # type: ignore[no-any-return]
    if isinstance(mark, str):
        return _as_it_is
    return type(param) if isinstance(param, int) and not isinstance(param, Enum) else None


def _plain(param: Any) -> Any:
    found = getattr(param, "obj", param)
    return bytes(found) if isinstance(found, memoryview | bytearray) else found


def _as_it_is(value: Any) -> Any:
    return value


def _hex(value: UUID) -> str:
    return value.hex


def _padded(ids: tuple[Any, ...]) -> tuple[Any, ...]:
    """As many as the next power of two, the last one repeated: lists of any length share a few shapes."""
    wanted = 1 << max(len(ids) - 1, 0).bit_length()
    return ids + ids[-1:] * (wanted - len(ids)) if ids else ids


def _is_shape(value: Any) -> bool:
    return value is None or isinstance(value, bool | Enum)


def _shape(value: Any) -> Hashable:
    if isinstance(value, Parameter):
        return value.shape()
    if isinstance(value, tuple):
        return len(value)
    shape: Hashable = value if _is_shape(value) else type(value).__name__
    return shape


def _values(value: Any) -> tuple[Any, ...]:
    if isinstance(value, Parameter):
        return value.ids()
    return value if isinstance(value, tuple) else () if _is_shape(value) else (value,)


def _marked(value: Any, marks: _Marks) -> Any:
    if isinstance(value, Parameter):
        return value.with_ids(tuple(marks.mark(each) for each in value.ids()))
    if isinstance(value, tuple):
        return tuple(marks.mark(each) for each in value)
    return value if _is_shape(value) else marks.mark(value)
