"""An installation with two roles, with one, and with one that is too mighty; and one whose walls have to be raised."""

import os
from dataclasses import replace

import psycopg
import pytest

from tests.postgres import OWNER, SERVING, start_for_this_run
from tests.site.conftest import NewSite, Site

pytestmark = pytest.mark.skipif(
    os.environ.get("JIWAR_TEST_DATABASE") != "postgres", reason="a file is a wall of its own"
)


def run_as(site: Site, user: str, owner: str = "") -> Site:
    return replace(site, environment={**site.environment, "JIWAR_DATABASE_USER": user, "JIWAR_DATABASE_OWNER": owner})


def database(site: Site) -> str:
    """What the doctor says of it."""
    lines = site.jiwar("doctor").stdout.splitlines()
    return next(line for line in lines if line.split()[1] == "database")


def asked(site: Site, user: str, *statements: str) -> list[tuple[object, ...]]:
    name = site.environment["JIWAR_DATABASE_NAME"]
    with psycopg.connect(host=str(start_for_this_run()), dbname=name, user=user, autocommit=True) as raw:
        for statement in statements:
            cursor = raw.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []


def test_two_roles(new_site: NewSite) -> None:
    site = new_site()
    done = site.set_up()
    assert (done.returncode, "Two roles are firmer" in done.stdout) == (0, False)
    said = database(site)
    assert said.startswith("ok"), said
    assert said.endswith("every group has its wall.")
    owners = "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'"
    assert asked(site, SERVING, owners) == [(OWNER,)]
    assert asked(site, SERVING, "SELECT count(*) FROM access_membership") == [(0,)]
    told = "SELECT set_config('jiwar.group', id::text, false) FROM groups_group"
    assert asked(site, SERVING, told, "SELECT count(*) FROM access_membership") == [(2,)]


def test_one_role(new_site: NewSite) -> None:
    site = run_as(new_site(), OWNER)
    assert "Two roles are firmer" in site.set_up().stdout
    said = database(site)
    assert said.startswith("ok"), said
    assert "would be firmer" in said
    assert asked(site, OWNER, "SELECT count(*) FROM access_membership") == [(0,)]
    # Later a second role is given: the first start makes its rights.
    again = run_as(site, SERVING, OWNER)
    assert again.jiwar("demo", "--if-absent").returncode == 0
    assert database(again).endswith("every group has its wall.")


def test_a_role_before_which_no_wall_stands(new_site: NewSite) -> None:
    site = new_site()
    site.set_up()
    said = database(run_as(site, "postgres"))
    assert said.startswith("NOT"), said
    assert "superuser" in said


def test_a_wall_taken_down_is_seen_and_raised_at_the_next_start(new_site: NewSite) -> None:
    site = new_site()
    site.set_up()
    asked(site, OWNER, "ALTER TABLE cases_case DISABLE ROW LEVEL SECURITY")
    assert "cases_case has no wall" in database(site)
    assert site.jiwar("demo", "--if-absent").returncode == 0
    assert database(site).startswith("ok")
