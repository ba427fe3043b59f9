"""Short ways to say who is registered in a test."""

from typing import Any

from jiwar.casework.people import actions
from jiwar.casework.people.models import Person
from jiwar.casework.people.parts import Contact, NameGiven, PhoneGiven, Who
from tests.cast import Player


def register(player: Player, *names: str, phone: str = "", **more: Any) -> Person:
    """A person with these own names, registered in spite of anybody like them."""
    who = Who(tuple(NameGiven(name) for name in names), **more.pop("who", {}))
    contact = Contact(phones=(PhoneGiven(phone),)) if phone else None
    return actions.register(player.viewer, who=who, none_of_these=True, **{"contact": contact, **more})
