"""Levels of a language: the six of the CEFR, and before them a track of its own for who reads in no script.

The literacy track ends where A1 begins. How many steps it has is not settled in what we could read, so it is one here.
Hours that lead to a level are known for English and for two centres of Turkish only; so no hours are computed.
"""

from enum import StrEnum


class Level(StrEnum):
    LITERACY = "literacy"
    A1 = "a1"
    A2 = "a2"
    B1 = "b1"
    B2 = "b2"
    C1 = "c1"
    C2 = "c2"

    @property
    def rank(self) -> int:
        return _ORDER.index(self)


_ORDER = tuple(Level)
"""From the first to the last, as they are learned."""

__all__ = ["Level"]
