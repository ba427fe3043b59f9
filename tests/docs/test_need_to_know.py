"""Documented roles, compartments and capabilities are those of the registries, word for word."""

import pytest

from jiwar.foundation.access import capabilities, compartments, roles
from tests.docs.pages import ROOT, code, codes, table, text_of

PAGE = "docs/need-to-know.md"


def test_roles() -> None:
    documented = [
        (code(role), name, codes(may), codes(carries), second)
        for role, name, may, carries, second in table(PAGE, "code", "name", "may")
    ]
    registered = [
        (
            role.code,
            str(role.name),
            sorted(each.code for each in role.capabilities),
            sorted(each.code for each in role.opens),
            "yes" if role.needs_second_person else "no",
        )
        for role in roles.all_roles()
    ]
    assert sorted(documented) == sorted(registered)


def test_compartments() -> None:
    documented = [(code(row[0]), *row[1:]) for row in table(PAGE, "code", "name", "what is in it")]
    registered = [
        (each.code, str(each.name), str(each.explanation), "yes" if each.guarded else "no")
        for each in compartments.all_compartments()
    ]
    assert sorted(documented) == sorted(registered)


def test_capabilities() -> None:
    documented = [(code(row[0]), row[1]) for row in table(PAGE, "code", "lets a member")]
    assert sorted(documented) == sorted((each.code, str(each.meaning)) for each in capabilities.all_capabilities())


@pytest.mark.parametrize("role", roles.all_roles(), ids=str)
def test_every_role_has_a_page(role: roles.Role) -> None:
    assert text_of(f"docs/for/{role.code}.md").startswith(f"# {role.name}\n")
    assert f"docs/for/{role.code}.md" in text_of("README.md")


def test_no_page_is_for_a_role_that_does_not_exist() -> None:
    pages = {page.stem for page in (ROOT / "docs" / "for").glob("*.md")}
    assert pages == {role.code for role in roles.all_roles()}
