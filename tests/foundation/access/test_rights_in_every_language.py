"""What somebody may do does not depend on the language they read in."""

import pytest
from django.utils import translation

from jiwar.foundation.access import capabilities, compartments, roles
from jiwar.foundation.audit import kinds


@pytest.mark.parametrize("language", ["en", "ar", "fr"])
def test_a_right_is_the_same_right_in_every_language(language: str) -> None:
    with translation.override("en"):
        everything = {
            *capabilities.all_capabilities(),
            *compartments.all_compartments(),
            *roles.all_roles(),
            *kinds.all_kinds(),
        }
    with translation.override(language):
        assert everything == {
            *capabilities.all_capabilities(),
            *compartments.all_compartments(),
            *roles.all_roles(),
            *kinds.all_kinds(),
        }
        assert capabilities.SEE_DESK in roles.CASEWORKER.capabilities
        assert compartments.RESTRICTED in roles.CASEWORKER.opens


def test_words_are_no_part_of_what_a_right_is() -> None:
    assert capabilities.Capability("see", "see") == capabilities.Capability("see", "يرى")
    assert compartments.Compartment("part", "part", "") == compartments.Compartment("part", "جزء", "شرح")
    assert roles.Role("guard", "guard", "", frozenset()) == roles.Role("guard", "حارس", "شرح", frozenset())
    assert kinds.Kind("seen", "seen") == kinds.Kind("seen", "رأى")
