"""A new table has its wall, or a stated reason why it carries no group; a door is for a short list of questions."""

import pytest
from django.apps import apps
from django.db import connection, models

from jiwar.foundation.groups import doors, walls
from jiwar.foundation.groups.models import Group
from tests.docs.pages import code, table

WITHOUT_A_GROUP = {
    "access_account": "one sign-in a person on this server; the group is found by the membership",
    "jobs_lease": "which worker leads",
    "jobs_worker": "which workers live",
    "jobs_run": "when a job ran",
    "jobs_message": "that a neutral message goes to an account",
    "django_content_type": "names of models",
    "auth_permission": "unused names",
    "auth_group": "unused",
    "auth_group_permissions": "unused",
    "django_session": "found by its secret key",
    "account_emailaddress": "unused: an account has its own",
    "account_emailconfirmation": "unused",
    "mfa_authenticator": "an account's second factor, sealed",
    "usersessions_usersession": "an account's running sessions",
    "django_tasks_database_dbtaskresult": "ids and codes of queued work",
}
NOT_OF_MODELS = {"django_migrations": "what the database has seen", "site_cache": "counters of attempts, codes used"}


def test_every_table_has_its_wall_or_a_reason() -> None:
    walled = set(walls.walled_tables()) | {Group._meta.db_table}
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    assert tables - walled == set(WITHOUT_A_GROUP)
    assert len(walled) > 40


def test_whatever_hangs_on_a_walled_row_says_its_group() -> None:
    """A table that points into a walled one without carrying the group itself would be a hole."""
    walled = walls.walled_tables()
    holes = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey)
        and field.related_model._meta.db_table in walled
        and model._meta.db_table not in walled
    ]
    assert holes == []


@pytest.mark.django_db
def test_the_walls_stand_in_the_database() -> None:
    assert walls.missing(connection) == []
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p', 'm', 'v') "
            "AND relnamespace = 'public'::regnamespace AND NOT (relrowsecurity AND relforcerowsecurity)"
        )
        assert {name for (name,) in cursor.fetchall()} == {*WITHOUT_A_GROUP, *NOT_OF_MODELS}


def test_the_doors() -> None:
    """Each is described; another one needs as good a reason."""
    described = table("docs/structure.md", "door", "opened with")
    assert [code(row[0]) for row in described] == [door.name for door in doors.all_doors()]
    assert {door.name: sorted(door.opens) for door in doors.all_doors()} == {
        "account": ["access_memberrole", "access_membership"],
        "certificate": ["learning_certificate"],
        "feed": ["appointments_feed"],
        "words": ["learning_wordlink"],
    }


def test_a_door_stands_open_for_its_block() -> None:
    door = doors.Door("test", {})
    with door.opened("one"):
        assert doors.standing_open() == "test:one"
        with door.opened("two"):
            assert doors.standing_open() == "test:two"
        assert doors.standing_open() == "test:one"
    assert doors.standing_open() == ""
    with pytest.raises(ValueError, match="twice"):
        doors.declare("account", {})
