"""Two people editing the same row: the second is shown both versions, nothing is overwritten in silence."""

from typing import Protocol, cast

from django.db import models
from django.db.models import F

from jiwar.casework.cases.errors import Stale


class Versioned(Protocol):
    version: int


def step_on(row: models.Model, seen_version: int) -> None:
    """Counts the version of `row` up if it still is `seen_version`; raises `Stale` with the row as it is now.

    Call inside the transaction of the change, before the row is saved.
    """
    rows = type(row)._default_manager.filter(pk=row.pk)
    if not rows.filter(version=seen_version).update(version=F("version") + 1):
        raise Stale(rows.get(), seen=seen_version)
    cast(Versioned, row).version = seen_version + 1
