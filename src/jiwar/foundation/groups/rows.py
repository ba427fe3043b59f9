"""The answers of a statement, made into what its queryset would give: objects of a model, tuples or single values.

Django makes an object by calling the model with its columns, field by field, and asks each time how. Here the way is
worked out once, when the statement is compiled, and an object is its columns. A model that does something of its own
while it is made (`__init__`, `from_db`, a listener to `pre_init` or `post_init`) is still made by Django.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model, QuerySet
from django.db.models.base import ModelState
from django.db.models.query import FlatValuesListIterable, ModelIterable, ValuesListIterable, get_related_populators
from django.db.models.signals import post_init, pre_init

Row = Sequence[Any]
Make = Callable[[Any], Any]


def maker_of(rows: "QuerySet[Any, Any]", compiler: Any) -> Make:
    """How one row of the compiled `rows`, its values already converted, becomes what the queryset gives."""
    if rows._iterable_class is FlatValuesListIterable:
        return itemgetter(0)
    if rows._iterable_class is ValuesListIterable:
        return tuple
    if rows._iterable_class is not ModelIterable:
        raise TypeError("A statement gives objects, values_list() or values_list(flat=True).")
    select, info = compiler.select, compiler.klass_info
    first, last = info["select_fields"][0], info["select_fields"][-1] + 1
    one = _Object(info["model"], [each[0].target.attname for each in select[first:last]], range(first, last))
    populators = get_related_populators(info, select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg]  # stubs of 6.1
    related = [_Related(each) for each in populators]
    beside = tuple(compiler.annotation_col_map.items()) if compiler.annotation_col_map else ()

    def make(row: list[Any]) -> Any:
        made = one.of(row)
        for each in related:
            each.put(row, made)
        for name, position in beside:
            made.__dict__[name] = row[position]
        return made

    return make


class _Object:
    def __init__(self, model: type[Model], names: list[str], positions: Iterable[int]) -> None:
        self.model, self.names, self.positions = model, names, tuple(positions)
        self.plain = _is_made_plainly(model)

    def of(self, row: Row) -> Model:
        values = [row[position] for position in self.positions]
        if not self.plain:
            return self.model.from_db(DEFAULT_DB_ALIAS, self.names, values)
        made = self.model.__new__(self.model)
        held = made.__dict__
        state = held["_state"] = ModelState()
        state.adding, state.db = False, DEFAULT_DB_ALIAS
        held.update(zip(self.names, values, strict=True))
        return made


class _Related:
    """An object that came with another in the same row, put where the other's relation looks for it."""

    def __init__(self, populator: Any) -> None:
        positions = (
            range(populator.cols_start, populator.cols_end)
            if populator.reorder_for_init is None
            else populator.reorder_for_init(range(10_000))
        )
        self._object = _Object(populator.model_cls, populator.init_list, positions)
        self._key = self._object.positions[populator.pk_idx]
        self._set, self._set_back = populator.local_setter, populator.remote_setter
        self._related = [_Related(each) for each in populator.related_populators]

    def put(self, row: Row, holder: Model) -> None:
        if row[self._key] is None:
            self._set(holder, None)
            return
        made = self._object.of(row)
        for each in self._related:
            each.put(row, made)
        self._set(holder, made)
        self._set_back(made, holder)


def _is_made_plainly(model: type[Model]) -> bool:
    own = model.__init__ is not Model.__init__ or model.from_db.__func__ is not Model.from_db.__func__  # type: ignore[attr-defined]
    return not own and not pre_init.has_listeners(model) and not post_init.has_listeners(model)


def converters_of(compiler: Any, fields: Iterable[Any]) -> list[tuple[int, Make]]:
    """What the backend and the fields do to each column's value, by its place in the row."""
    connection = compiler.connection
    found: list[tuple[int, Make]] = []
    for position, (converters, expression) in compiler.get_converters(fields).items():
        for convert in converters:
            if convert == getattr(connection.ops, "convert_uuidfield_value", None):
                found.append((position, _uuid))
            else:
                found.append((position, _bound(convert, expression, connection)))
    return found


def _bound(convert: Callable[..., Any], expression: Any, connection: Any) -> Make:
    return lambda value: convert(value, expression, connection)


@lru_cache(maxsize=16384)
def _uuid(value: Any) -> UUID | None:
    """SQLite keeps ids as text; a page reads the same few again and again."""
    return None if value is None else UUID(value)
