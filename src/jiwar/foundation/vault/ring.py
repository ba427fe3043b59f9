"""The keys in memory of one request or job.

A key that came in inside a transaction may lie nowhere when that is rolled back. Such a key stays in the ring only as
long as the transaction, and every savepoint it came in under, holds: what was sealed under a lost key would be lost.
"""

from dataclasses import dataclass, field
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import transaction

from jiwar.foundation.vault import changing

Place = tuple[UUID, str]


class Doubt:
    """What came in under one transaction and its savepoints. Called when all of them hold."""

    def __init__(self, savepoints: list[str]) -> None:
        self.savepoints = savepoints
        self.held = False
        self.steady = False
        self.places: list[Place] = []
        self.compartments: list[str] = []

    def __call__(self) -> None:
        self.held = True


@dataclass
class Ring:
    """Keys unwrapped so far for one group."""

    group_id: UUID
    compartments: dict[str, tuple[AESGCM, ...]] = field(default_factory=dict, repr=False)
    """Of each compartment the ciphers of all versions of its key, the newest first."""
    subjects: dict[Place, bytes] = field(default_factory=dict, repr=False)
    ciphers: dict[Place, AESGCM] = field(default_factory=dict, repr=False)
    indexes: dict[int, bytes] | None = field(default=None, repr=False)
    """Of each version the key from which the keys of blind indexes and sealed lists are made."""
    blind: dict[tuple[int, str], bytes] = field(default_factory=dict, repr=False)
    erased: set[UUID] = field(default_factory=set, repr=False)
    """Subjects that were asked for and have no key any more: erasing is for good."""
    doubts: list[Doubt] = field(default_factory=list, repr=False)
    watched: object = field(default=None, repr=False)

    def keep(self, place: Place, key: bytes) -> None:
        self.subjects[place] = key
        if (doubt := self._doubt()) is not None:
            doubt.places.append(place)

    def keep_compartment(self, compartment: str, ciphers: tuple[AESGCM, ...]) -> None:
        self.compartments[compartment] = ciphers
        if (doubt := self._doubt()) is not None:
            doubt.compartments.append(compartment)

    @property
    def is_steady(self) -> bool:
        return any(doubt.steady for doubt in self.doubts)

    def steady(self) -> None:
        """To the end of the transaction the newest keys stay the newest: what is written now is under no key that is
        on its way out. What was read before may be older, and is read anew.
        """
        doubt = self._doubt()
        if doubt is None or self.is_steady:
            return
        changing.hold(self.group_id)
        doubt.steady = True
        self.forget_versions()

    def forget_versions(self) -> None:
        self.compartments.clear()
        self.blind.clear()
        self.indexes = None

    def settle(self) -> None:
        """Forgets what came in under a transaction or savepoint that was rolled back meanwhile.

        Django replaces the list of what waits for the commit at every end of a transaction and at every rollback to a
        savepoint, so that as a rule one comparison is all this costs.
        """
        waiting = transaction.get_connection().run_on_commit
        if waiting is self.watched:
            return
        self.watched = waiting
        alive = {id(hook) for _savepoints, hook, _robust in waiting}
        for doubt in self.doubts:
            if not doubt.held and id(doubt) not in alive:
                self._forget(doubt)
        self.doubts = [doubt for doubt in self.doubts if id(doubt) in alive and not doubt.held]

    def _doubt(self) -> Doubt | None:
        """Where to note what comes in now; None outside a transaction, where what is read is certain."""
        connection = transaction.get_connection()
        if not connection.in_atomic_block:
            return None
        self.settle()
        if not self.doubts or self.doubts[-1].savepoints != connection.savepoint_ids:
            self.doubts.append(Doubt(list(connection.savepoint_ids)))
            transaction.on_commit(self.doubts[-1])
        return self.doubts[-1]

    def _forget(self, doubt: Doubt) -> None:
        for place in doubt.places:
            self.subjects.pop(place, None)
            self.ciphers.pop(place, None)
        for compartment in doubt.compartments:
            self.compartments.pop(compartment, None)
