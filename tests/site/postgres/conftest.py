"""Raw SQL as the role the server runs as, past Django and past the program."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import connection

from jiwar.site.postgres import owner
from tests.postgres import SERVING

Raw = psycopg.Connection[tuple[Any, ...]]
Asks = Callable[..., Raw]


def acting(raw: Raw, group: UUID | str) -> Raw:
    """The connection as the program leaves it for a request of this group."""
    raw.execute("SELECT set_config('jiwar.group', %s, false)", (str(group),))
    return raw


@pytest.fixture
def as_server(transactional_db: None) -> Iterator[Asks]:
    """Connections of the server's role; `as_server(group.id)` has been told the group."""
    if connection.vendor != "postgresql":
        pytest.skip("a file is a wall of its own")
    owner._give_rights(SERVING)
    settings, opened = connection.settings_dict, []

    def connect(group: UUID | str = "") -> Raw:
        raw = psycopg.connect(host=settings["HOST"], dbname=settings["NAME"], user=SERVING, autocommit=True)
        opened.append(raw)
        return acting(raw, group) if group else raw

    yield connect
    for raw in opened:
        raw.close()
