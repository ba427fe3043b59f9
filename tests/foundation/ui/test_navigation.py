"""Who is shown which entry of the rail."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import RequestFactory

from jiwar.foundation.ui import navigation
from jiwar.foundation.ui.navigation import Destination


@dataclass
class Holds:
    capabilities: set[str] = field(default_factory=set)
    display_name: str = "Amal"

    def can(self, capability: Any, /) -> bool:
        return capability in self.capabilities


@pytest.mark.parametrize(
    ("held", "shown"),
    [
        (set(), ["everybody"]),
        ({"work"}, ["everybody", "files"]),
        ({"oversee"}, ["everybody", "files", "overseers"]),
    ],
)
def test_several_capabilities_show_an_entry_to_whoever_has_one(
    held: set[str], shown: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(navigation, "_destinations", {})
    monkeypatch.setattr(navigation, "address", lambda url_name: url_name)
    navigation.register(
        Destination("Everybody's", "everybody", "user", order=1),
        Destination("Of files", "files", "cases", ("work", "oversee"), order=2),
        Destination("One's", "overseers", "cases", "oversee", order=3),
    )
    entries = navigation.shown_to(RequestFactory().get("/"), Holds(held))
    assert [entry.href for entry in entries] == shown
