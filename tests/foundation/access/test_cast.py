"""The cast itself: that its members are what the other tests take them for."""

from jiwar.foundation.groups.models import Group
from tests.cast import Cast


def test_everyone_holds_exactly_their_role(cast: Cast) -> None:
    held = {name: [role.code for role in player.viewer.roles] for name, player in cast.everyone().items()}
    assert held == {
        "reception": ["reception"],
        "caseworker": ["caseworker"],
        "off_caseworker": ["caseworker"],
        "coordinator": ["coordinator"],
        "volunteer": ["volunteer"],
        "guardian": ["data-guardian"],
        "administrator": ["administrator"],
        "stranger": ["caseworker"],
    }


def test_the_stranger_alone_belongs_to_the_other_group(cast: Cast, other_group: Group) -> None:
    assert [name for name, player in cast.everyone().items() if player.viewer.group == other_group] == ["stranger"]
