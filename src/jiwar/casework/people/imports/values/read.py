"""What reading one cell gives."""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from jiwar.casework.people.imports.messages import About, Message

V = TypeVar("V")


@dataclass(frozen=True)
class Read(Generic[V]):
    """`problem`: it cannot be read. `doubt`: it can be several things. `remarks`: it was read, and how."""

    value: V | None = None
    problem: Message | None = None
    doubt: Message | None = None
    remarks: tuple[Message, ...] = field(default=())


def wrong(code: str, **about: str | int) -> Read[V]:
    return Read(problem=Message(code, about=about))


def doubtful(code: str, value: V | None = None, **about: str | int) -> Read[V]:
    return Read(value, doubt=Message(code, about=about))


def remarked(value: V, code: str, **about: str | int) -> Read[V]:
    return Read(value, remarks=(Message(code, about=about),))


__all__ = ["About", "Read", "doubtful", "remarked", "wrong"]
