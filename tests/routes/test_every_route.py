"""Every route × every member of the cast × get and post × the other group, against a table people can read.

`table.tsv` has a line a route and method and a column a member of the cast: the status each gets. A route that is not
in the table fails, and so does a line without a route. After a change of pages:

    python -m tests.routes.rewrite      # then read every line that changed

Status codes alone prove little, so each body is searched for what its reader must not see.
"""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.routes.routes import MISSING, every_route
from tests.routes.table import COLUMNS, Line, read
from tests.routes.world import World

ROUTES = {route.name: route for route in every_route()}


def test_every_route_has_a_guard() -> None:
    assert [name for name, route in ROUTES.items() if route.capability is MISSING] == []


def test_the_table_lists_every_route_and_no_other() -> None:
    assert {line.route for line in read()} == set(ROUTES)


def ask(client: Client, line: Line, world: World) -> tuple[int, str]:
    """One request, undone afterwards."""
    address = reverse(line.route, kwargs=world.places(ROUTES[line.route]))
    with transaction.atomic():
        answer = client.get(address) if line.method == "get" else client.post(address)
        body = answer.getvalue()
        transaction.set_rollback(True)
    return answer.status_code, body.decode(errors="replace")


@pytest.mark.parametrize("who", COLUMNS)
def test_what_each_member_of_the_cast_gets(world: World, who: str) -> None:
    wrong = []
    for line in read():
        client = world.client(who)
        with transaction.atomic():
            status, body = ask(client, line, world)
            transaction.set_rollback(True)
        if status != line.status[who]:
            wrong.append(f"{line.method} {line.route}: {who} got {status}, the table says {line.status[who]}")
        leaked = [name for name, text in world.never_shown_to(who, line.route).items() if text in body]
        if leaked:
            wrong.append(f"{line.method} {line.route}: {who} was shown {', '.join(leaked)}")
        if status in (403, 404) and (shown := [name for name, text in world.secrets.items() if text in body]):
            wrong.append(f"{line.method} {line.route}: the {status} page shows {', '.join(shown)}")
    assert wrong == []
