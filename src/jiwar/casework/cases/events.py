"""What happens to a case, told to whoever subscribed, inside the transaction: a subscriber that fails fails it.

events.subscribe(events.CaseAssigned, on_assigned)   # in the app's ready()
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from jiwar.casework.cases.models import Assignment, Case, CaseMember, Document, Service, Task
from jiwar.foundation.access.models import Membership
from jiwar.foundation.access.roles import Role
from jiwar.foundation.access.viewer import Viewer


@dataclass(frozen=True)
class CaseEvent:
    """`viewer` is who did it."""

    viewer: Viewer
    case: Case


@dataclass(frozen=True)
class CaseOpened(CaseEvent):
    pass


@dataclass(frozen=True)
class DangerChanged(CaseEvent):
    """`case.danger` is the danger now, empty when it was cleared."""


@dataclass(frozen=True)
class CaseAssigning(CaseEvent):
    """`to` shall work on the case in `role`. Told before anything is written, outside the transaction of the
    assignment, so that what a subscriber finds is kept although it objects, by raising `NotPossible`.
    """

    to: Membership
    role: Role


@dataclass(frozen=True)
class CaseAssigned(CaseEvent):
    assignment: Assignment


@dataclass(frozen=True)
class AssignmentEnded(CaseEvent):
    """`heir` takes over what `assignment.member` had to do; None when nobody leads the case now."""

    assignment: Assignment
    heir: Membership | None


@dataclass(frozen=True)
class PersonJoined(CaseEvent):
    member: CaseMember


@dataclass(frozen=True)
class PersonLeft(CaseEvent):
    member: CaseMember


@dataclass(frozen=True)
class ServiceMoved(CaseEvent):
    service: Service


@dataclass(frozen=True)
class TaskFinished(CaseEvent):
    task: Task


@dataclass(frozen=True)
class DocumentAdded(CaseEvent):
    document: Document


@dataclass(frozen=True)
class CaseClosing(CaseEvent):
    """Nothing is open any more by what everyone said; the last moment to object, by raising."""

    reason: str


@dataclass(frozen=True)
class CaseClosed(CaseEvent):
    pass


@dataclass(frozen=True)
class CaseReopened(CaseEvent):
    pass


Event = TypeVar("Event", bound=CaseEvent)
_subscribers: dict[type[CaseEvent], list[Callable[[Any], object]]] = {}


def subscribe(kind: type[Event], subscriber: Callable[[Event], object]) -> None:
    """Subscribing twice counts once."""
    subscribers = _subscribers.setdefault(kind, [])
    if subscriber not in subscribers:
        subscribers.append(subscriber)


def unsubscribe(kind: type[Event], subscriber: Callable[[Event], object]) -> None:
    _subscribers[kind].remove(subscriber)


def publish(event: CaseEvent) -> None:
    for subscriber in _subscribers.get(type(event), []):
        subscriber(event)
