"""What the rooms tell one after another when an invented group is made, each building on what was told before.

A room offers `demo.tell(story)`. It runs inside `acting_for(story.group)` and a session of keys; it uses the room's
own actions, so that the story obeys every rule. The same seed tells the same story: chance comes from
`story.chance(__name__)`, today from `story.today`, never from the clock or the system.
"""

import random
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol, TypeVar

from django.db import models

from jiwar.foundation.access.models import Membership
from jiwar.foundation.access.viewer import Viewer, viewer_for
from jiwar.foundation.groups.models import Group

Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True, slots=True)
class SignIn:
    """How one member of the invented staff signs in."""

    role: str
    name: str
    username: str
    password: str


@dataclass(slots=True)
class Story:
    """The invented group so far. `people` is about how many persons the story has."""

    group: Group
    seed: int
    today: date
    people: int
    sign_ins: list[SignIn] = field(default_factory=list)
    _cast: dict[str, Membership] = field(default_factory=dict)
    _told: dict[str, models.Model] = field(default_factory=dict)

    def chance(self, room: str) -> random.Random:
        """A room's own generator: what one room draws does not change another's."""
        return random.Random(f"{self.seed}/{room}")  # noqa: S311 - a story, not a secret

    def hire(self, username: str, member: Membership) -> None:
        """Enter a member of the staff under their user name."""
        self._cast[username] = member

    def as_(self, username: str) -> Viewer:
        """A member of the staff as the one who acts, with today's rights."""
        return viewer_for(self._cast[username])

    @property
    def cast(self) -> tuple[str, ...]:
        """User names of the staff, in the order they were hired."""
        return tuple(self._cast)

    def remember(self, name: str, row: models.Model) -> None:
        """Keep a row for later rooms under a name of the story: 'ahmed', 'ahmed/case'."""
        self._told[name] = row

    def recall(self, name: str, kind: type[Row]) -> Row:
        """A row told before; raises KeyError or TypeError where the story is told in the wrong order."""
        row = self._told[name]
        if not isinstance(row, kind):
            raise TypeError(f"'{name}' is a {type(row).__name__}, not a {kind.__name__}.")
        return row


class Tells(Protocol):
    """What a room's `demo` module offers."""

    @staticmethod
    def tell(story: Story) -> Any: ...
