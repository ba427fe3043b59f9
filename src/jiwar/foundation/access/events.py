"""What happens to members, told to rooms above inside the transaction: a subscriber that fails fails it.

events.subscribe(events.SupervisorChanged, on_supervisor_changed)   # in the app's ready()
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from jiwar.foundation.access.models import Membership
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.vault.models import Subject


@dataclass(frozen=True)
class MemberEvent:
    """`viewer` is who did it, None when the program did; `member` is the one it happened to."""

    viewer: Viewer | None
    member: Membership


@dataclass(frozen=True)
class MemberJoined(MemberEvent):
    """Somebody new works here, under a name that may be known already."""


@dataclass(frozen=True)
class SupervisorChanged(MemberEvent):
    """From now on `after` supervises the member (None: nobody), and `before` does not."""

    viewer: Viewer
    before: Membership | None
    after: Membership | None


@dataclass(frozen=True)
class MembershipEnded(MemberEvent):
    """The member left; roles and grants have ended. What was theirs to do needs someone else."""


@dataclass(frozen=True)
class SignInChanged(MemberEvent):
    """A password or second factor was reset: the member is told by every way there is."""


@dataclass(frozen=True)
class HidingChanged:
    """The existence of a file was hidden, or is known again (`subject.hidden`)."""

    viewer: Viewer
    subject: Subject


AccessEvent = MemberEvent | HidingChanged
Event = TypeVar("Event", bound=AccessEvent)
_subscribers: dict[type[Any], list[Callable[[Any], object]]] = {}


def subscribe(kind: type[Event], subscriber: Callable[[Event], object]) -> None:
    """Subscribing twice counts once."""
    subscribers = _subscribers.setdefault(kind, [])
    if subscriber not in subscribers:
        subscribers.append(subscriber)


def unsubscribe(kind: type[Event], subscriber: Callable[[Event], object]) -> None:
    _subscribers[kind].remove(subscriber)


def publish(event: AccessEvent) -> None:
    for subscriber in _subscribers.get(type(event), []):
        subscriber(event)
