"""Model fields that are plaintext in Python and sealed in the database."""

import json
from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast

from django.core import checks
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Expression
from django.db.models.lookups import IsNull
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from jiwar.foundation.vault import keys, sealing

if TYPE_CHECKING:
    from jiwar.foundation.vault.models import SealedModel

    _Bytes = models.BinaryField[Any, Any]
else:
    _Bytes = models.BinaryField


class Ciphertext(bytes):
    """What the database holds, not opened yet."""


class _Opening:
    """Opens the value when it is first read, and keeps the plaintext on the row."""

    def __init__(self, field: "_SealedField") -> None:
        self.field = field

    def __get__(self, row: "SealedModel | None", owner: type | None = None) -> Any:
        if row is None:
            return self
        name = self.field.attname
        if name not in row.__dict__:
            row.refresh_from_db(fields=[name])
        value = row.__dict__[name]
        if isinstance(value, Ciphertext):
            value = row.__dict__[name] = self._opened(row, value)
        return value

    def _opened(self, row: "SealedModel", value: Ciphertext) -> Any:
        """A page that still points at what was erased says so; a key missing for another reason stays a fault."""
        try:
            return self.field.open(row, value)
        except (keys.Erased, sealing.SealBroken) as closed:
            # Emptied: the key may still be held by whoever was reading in that moment.
            gone = isinstance(closed, keys.Erased) or not value
            if not gone or not keys.was_erased(row.subject_id):
                raise
            return self.field.once_erased()

    def __set__(self, row: "SealedModel", value: Any) -> None:
        row.__dict__[self.field.attname] = value


class _SealedField(_Bytes):
    """Sealed under the row's subject and compartment, bound to table, column and row."""

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.attname, _Opening(self))

    def open(self, row: "SealedModel", sealed: bytes) -> Any:
        cipher = keys.cipher(row.subject_id, row.compartment)
        return self.read(sealing.unseal(cipher, sealed, self.place(row.pk, row.subject_id, row.compartment)))

    def place(self, row_id: object, subject_id: object, compartment: str) -> bytes:
        return self.column_place + sealing.associated("", row_id, subject_id, compartment)

    @cached_property
    def column_place(self) -> bytes:
        return sealing.associated("v1", self.model._meta.db_table, self.column)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = model_instance.__dict__.get(self.attname)
        row: SealedModel = model_instance  # type: ignore[assignment]  # only SealedModel carries sealed fields
        if isinstance(value, Ciphertext) and add:
            # A row read in a transaction that was rolled back: its key may have gone with it.
            self.open(row, value)
        if value is None or isinstance(value, Ciphertext):
            return value
        cipher = keys.cipher(row.subject_id, row.compartment, create=True)
        place = self.place(row.pk, row.subject_id, row.compartment)
        return Ciphertext(sealing.seal(cipher, self.write(value), place))

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        if value is not None and not isinstance(value, Ciphertext):
            raise TypeError(f"{self.name} is sealed: assign it on the row and save the row.")
        return super().get_db_prep_value(value, connection, prepared)

    def from_db_value(self, value: Any, expression: Expression, connection: BaseDatabaseWrapper) -> Ciphertext | None:
        return None if value is None else Ciphertext(bytes(value))

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name == "isnull":
            return IsNull
        raise TypeError(f"{self.name} is sealed: it cannot be searched.")

    def _check_str_default_value(self) -> list[checks.CheckMessage]:
        return []  # the plaintext's default is text, what is stored are bytes

    def value_to_string(self, obj: models.Model) -> str:
        raise TypeError(f"{self.name} is sealed: it is not written out in clear.")

    def write(self, value: Any) -> bytes:
        raise TypeError("only its kinds are used")

    def read(self, plaintext: bytes) -> Any:
        raise TypeError("only its kinds are used")

    def once_erased(self) -> Any:
        """What stands where something was: JSON is empty."""
        return self.get_default()


def open_all(rows: "Iterable[SealedModel]", names: Iterable[str]) -> None:
    """These fields of rows of one kind, as far as their keys are at hand. What does not open stays as it is, and says
    so to whoever reads it.
    """
    rows = list(rows)
    fields = [cast(_SealedField, rows[0]._meta.get_field(name)) for name in names] if rows else []
    ciphers = keys.at_hand({(row.subject_id, row.compartment) for row in rows})
    for row in rows:
        cipher = ciphers.get((row.subject_id, row.compartment))
        if cipher is None:
            continue
        of_row = sealing.associated("", row.pk, row.subject_id, row.compartment)
        for field in fields:
            value = row.__dict__.get(field.attname)
            if isinstance(value, Ciphertext):
                with suppress(sealing.SealBroken):
                    row.__dict__[field.attname] = field.read(sealing.unseal(cipher, value, field.column_place + of_row))


class SealedText(_SealedField):
    """Sealed text; empty text is sealed too, so that emptiness does not show."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def get_default(self) -> Any:
        return self.default

    def write(self, value: str) -> bytes:
        return value.encode()

    def read(self, plaintext: bytes) -> str:
        return plaintext.decode()

    def once_erased(self) -> str:
        return _("Erased")


class SealedJSON(_SealedField):
    """Sealed JSON: dicts, lists, text, numbers; dates go in as ISO text."""

    def get_default(self) -> Any:
        return self.default() if self.has_default() and callable(self.default) else None

    def write(self, value: Any) -> bytes:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()

    def read(self, plaintext: bytes) -> Any:
        return json.loads(plaintext)
