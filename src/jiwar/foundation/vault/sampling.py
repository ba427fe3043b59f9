"""Whether what is sealed can still be opened: a sample is, nothing of it is shown, and what is said are counts."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, cast
from uuid import uuid4

from django.apps import apps
from django.db.models import QuerySet

from jiwar.foundation.vault import files
from jiwar.foundation.vault.fields import Ciphertext, SealedJSON, SealedText
from jiwar.foundation.vault.keys import Erased
from jiwar.foundation.vault.models import SealedFile, SealedModel
from jiwar.foundation.vault.sealing import SealBroken

Row = TypeVar("Row", bound=SealedModel)

ROWS_A_TABLE = 40
FILES = 20


@dataclass(slots=True)
class Sample:
    """Counts of one group. `erased`: its key was destroyed on purpose, so that it must not open."""

    opened: int = 0
    erased: int = 0
    closed: int = 0
    files_read: int = 0
    files_broken: int = 0
    files_missing: int = 0


def take() -> Sample:
    """Opens some values of every sealed table of the current group and some of its files, and looks for all files."""
    sample = Sample()
    for model in apps.get_models():
        if issubclass(model, SealedModel):
            for row in _some(model, ROWS_A_TABLE):
                _open(row, sample)
    for file in _some(SealedFile, FILES):
        _read(file, sample)
    ids = SealedFile.objects.values_list("id", flat=True).iterator()
    sample.files_missing = sum(not Path(files.path_of(row_id)).exists() for row_id in ids)
    return sample


def _some(model: type[Row], number: int) -> Iterator[Row]:
    """From a random place on, for ids are random; so that a million rows cost no more than forty."""
    rows, place = cast("QuerySet[Row]", model._default_manager.order_by("id")), uuid4()
    found = list(rows.filter(id__gte=place)[:number])
    yield from found
    yield from rows.filter(id__lt=place)[: number - len(found)]


def _open(row: SealedModel, sample: Sample) -> None:
    for field in row._meta.concrete_fields:
        if not isinstance(field, SealedText | SealedJSON):
            continue
        try:
            value = row.__dict__[field.attname]
            if isinstance(value, Ciphertext):
                field.open(row, value)
        except Erased:
            sample.erased += 1
        except (SealBroken, ValueError):
            sample.closed += 1
        else:
            sample.opened += 1


def _read(file: SealedFile, sample: Sample) -> None:
    try:
        read = sum(len(piece) for piece in files.read(file))
    except (Erased, FileNotFoundError):
        pass  # counted elsewhere
    except SealBroken:
        sample.files_broken += 1
    else:
        sample.files_read += read == file.size
        sample.files_broken += read != file.size
