"""The second wall (SECURITY A15, A16): raw SQL as the server's role finds and writes no row of another group."""

from contextlib import suppress

import pytest
from psycopg import errors, sql
from psycopg_pool import ConnectionPool

from jiwar.casework.appointments.actions.feeds import hash_of
from jiwar.casework.appointments.models import Feed
from jiwar.foundation.audit import append_only
from jiwar.foundation.groups import walls
from jiwar.foundation.groups.context import acting_for
from jiwar.foundation.groups.models import Group, Office
from jiwar.site.postgres import owner
from jiwar.site.postgres.base import forget
from tests.cast import Cast
from tests.postgres import OWNER
from tests.routes.world import World, world
from tests.site.postgres.conftest import Asks, Raw, acting

__all__ = ["world"]

pytestmark = pytest.mark.django_db(transaction=True)


def count(raw: Raw, table: str, condition: str = "true") -> int:
    found = raw.execute(f'SELECT count(*) FROM "{table}" WHERE {condition}').fetchone()  # noqa: S608 - ours
    assert found is not None
    return int(found[0])


@pytest.fixture
def offices(group: Group, other_group: Group) -> tuple[Office, Office]:
    ours = Office.objects.create(name="ours")
    with acting_for(other_group):
        return ours, Office.objects.create(name="theirs")


def test_no_table_shows_or_gives_a_row_of_another_group(
    as_server: Asks, world: World, group: Group, other_group: Group
) -> None:
    nobody, ours, theirs = as_server(), as_server(group.id), as_server(other_group.id)
    shown = []
    for table, column in walls.walled_tables().items():
        own, there = f"{column} = '{group.id}'", count(ours, table)
        assert count(ours, table, f"NOT {own}") == 0, table
        for raw in (nobody, theirs):
            assert count(raw, table, own) == 0, table
            for change in (f'DELETE FROM "{table}"', f'UPDATE "{table}" SET {column} = {column}'):  # noqa: S608 - ours
                try:
                    assert raw.execute(f"{change} WHERE {own}").rowcount == 0, change
                except errors.InsufficientPrivilege:
                    assert table in append_only.TABLES
        assert count(nobody, table) == 0, table
        assert count(ours, table) == there, table
        shown += [table] * bool(there)
    # Of the few the world leaves empty, the policies are known to be the same (tests/foundation/groups/test_walls.py).
    assert len(shown) > 25


def test_nothing_is_written_into_another_group(as_server: Asks, offices: tuple[Office, Office]) -> None:
    ours, theirs = offices
    raw = as_server(ours.group_id)
    new = "INSERT INTO groups_office (id, group_id, name, area, phone) VALUES (gen_random_uuid(), %s, 'x', '', '')"
    raw.execute(new, (ours.group_id,))
    moved = "UPDATE groups_office SET group_id = %s WHERE id = %s"
    for statement, values in (
        (new, (theirs.group_id,)),
        (moved, (theirs.group_id, ours.id)),
        (f"{new} ON CONFLICT (id) DO UPDATE SET name = 'taken'", (theirs.group_id,)),
    ):
        with pytest.raises(errors.InsufficientPrivilege, match="row-level security"):
            raw.execute(statement, values)
    with pytest.raises(errors.InsufficientPrivilege, match="row-level security"):
        as_server().execute(new, (ours.group_id,))
    with pytest.raises(errors.FeatureNotSupported), raw.cursor().copy("COPY groups_office FROM STDIN"):
        pass
    assert raw.execute("UPDATE groups_group SET name = 'x' WHERE id = %s", (theirs.group_id,)).rowcount == 0


def test_no_way_around(as_server: Asks, offices: tuple[Office, Office]) -> None:
    """View, function, prepared statement, cursor, COPY, and what the planner knows."""
    ours, theirs = offices
    raw = as_server(ours.group_id)
    raw.execute("CREATE TEMPORARY VIEW every_office AS SELECT * FROM groups_office")
    raw.execute(
        "CREATE FUNCTION pg_temp.offices() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM public.groups_office'"
    )
    raw.execute("PREPARE named AS SELECT count(*) FROM groups_office")
    asked = ["SELECT count(*) FROM every_office", "SELECT pg_temp.offices()", "EXECUTE named"]
    for told in (ours.group_id, theirs.group_id, ours.group_id):
        acting(raw, told)
        assert [raw.execute(sql.SQL(each)).fetchone() for each in asked] == [(1,)] * 3
        with raw.cursor().copy("COPY (SELECT name FROM groups_office) TO STDOUT") as copy:
            assert [row for (row,) in copy.rows()] == ["ours" if told == ours.group_id else "theirs"]
    acting(raw, "")
    assert [raw.execute(sql.SQL(each)).fetchone() for each in asked] == [(0,)] * 3
    assert count(raw, "pg_stats", "tablename IN ('groups_office', 'people_person')") == 0


def test_the_server_cannot_take_the_wall_down(as_server: Asks, offices: tuple[Office, Office]) -> None:
    raw = as_server(offices[0].group_id)
    for attempt in (
        "ALTER TABLE groups_office DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE groups_office NO FORCE ROW LEVEL SECURITY",
        "DROP POLICY jiwar_group ON groups_office",
        "CREATE POLICY mine ON groups_office USING (true)",
        "TRUNCATE groups_office",
        "DROP TABLE groups_office",
        f"SET ROLE {OWNER}",
        "UPDATE audit_entry SET kind = ''",
        "DELETE FROM audit_link",
        "INSERT INTO django_migrations (app, name, applied) VALUES ('x', 'x', now())",
    ):
        with pytest.raises(errors.InsufficientPrivilege):
            raw.execute(sql.SQL(attempt))
    raw.execute("SET row_security = off")
    with pytest.raises(errors.InsufficientPrivilege, match="row-level security"):
        count(raw, "groups_office")


def test_after_a_fault_and_from_the_pool_nothing_is_left(as_server: Asks, offices: tuple[Office, Office]) -> None:
    ours, theirs = offices
    raw = as_server(ours.group_id)
    with suppress(errors.DivisionByZero), raw.transaction():
        acting(raw, theirs.group_id)
        raw.execute("SELECT 1 / 0")
    assert count(raw, "groups_office", "name = 'theirs'") == 0
    with ConnectionPool(raw.info.dsn, min_size=1, max_size=1, reset=forget, open=True) as pool:
        with suppress(errors.DivisionByZero), pool.connection() as lent:
            acting(lent, theirs.group_id)
            lent.commit()
            assert count(lent, "groups_office") == 1
            lent.execute("SELECT 1 / 0")
        with pool.connection() as lent:
            assert count(lent, "groups_office") == 0


def test_a_door_opens_single_rows_for_reading(as_server: Asks, cast: Cast, group: Group) -> None:
    """Signing in and the calendar feed come before any group: each sees what it holds the key to."""
    account = cast.caseworker.account.id
    feed = Feed.objects.create(member=cast.caseworker.member, secret_hash=hash_of("a secret"))
    raw = as_server()

    def through(door: str) -> dict[str, int]:
        raw.execute("SELECT set_config('jiwar.door', %s, false)", (door,))
        found = {table: count(raw, table) for table in walls.walled_tables()}
        return {table: rows for table, rows in found.items() if rows}

    assert through(f"account:{account}") == {"access_membership": 1, "access_memberrole": 1}
    assert raw.execute("UPDATE access_membership SET ended_at = now()").rowcount == 0
    assert raw.execute("DELETE FROM access_memberrole").rowcount == 0
    assert through(f"feed:{feed.secret_hash}") == {"appointments_feed": 1}
    for shut in ("account:", "account:%", f"feed:{account}", f"account:{group.id}", "whole:", "whole", "nobody:1"):
        assert through(shut) == {}, shut


def test_a_wall_that_is_missing_is_seen_and_raised(as_server: Asks, group: Group) -> None:
    from django.db import connection

    assert walls.missing(connection) == []
    for attack in (
        "ALTER TABLE groups_office DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE groups_office NO FORCE ROW LEVEL SECURITY",
        "DROP POLICY jiwar_group ON groups_office",
        "CREATE POLICY everybody ON groups_office USING (true)",
    ):
        with connection.cursor() as cursor:
            cursor.execute(attack)
        assert walls.missing(connection) == ["groups_office"]
        walls.raise_where_missing(connection)
        assert walls.missing(connection) == []


def test_the_server_s_role_lacks_nothing_it_needs(as_server: Asks) -> None:
    assert not owner._lacks_rights(as_server().info.user)
