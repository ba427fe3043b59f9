"""The sign-ins on the first page are those of the invented group."""

from jiwar.casework.people.demo import AHMED_COMES_AFTER
from jiwar.foundation.access import demo, roles
from tests.docs.pages import code, table, text_of


def test_sign_ins() -> None:
    documented = [tuple(map(code, row)) for row in table("README.md", "role", "user name")]
    first = {hired.role: hired.username for hired in reversed(demo.STAFF)}
    assert documented == [
        (hired.role, hired.username, f"{hired.username} opens the door")
        for hired in demo.STAFF
        if first[hired.role] == hired.username
    ]


def test_everyone_named_is_hired() -> None:
    assert "samir" in {hired.username for hired in demo.STAFF if hired.role == "caseworker"}
    assert f"P-{AHMED_COMES_AFTER + 1:04}" in text_of("README.md")


def test_roles_of_the_first_page() -> None:
    rows = table("README.md", "who", "does")
    assert sorted(row[0] for row in rows) == sorted(str(role.name) for role in roles.all_roles())
