"""Sealed lists: many entries under a keyed word, found only by who can make the word's key.

A list is kept in pieces that double in size, each sealed and filled up to its size, each at an address that is a keyed
hash of the word and the piece's number. Whoever reads the table without the keys sees pieces of a few sizes at random
addresses: not which belong together, not what is in them, not to which word they belong.

    lists.change(add={"ahmd": [entry, ...]})
    lists.read(["ahmd", "brhm"], longest=100_000)

Entries are `ENTRY` bytes each. A `Generation` keeps lists that are being made anew apart from those in use, also under
another key. All lists of a group serve one purpose: a piece does not say for what it is.
"""

import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from typing import Final
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db.models import QuerySet

from jiwar.foundation.groups.context import current_group_id
from jiwar.foundation.groups.statements import statement
from jiwar.foundation.vault import keys, sealing
from jiwar.foundation.vault.models import SealedPiece

PURPOSE: Final = "name-lists"
"""In the derived keys and in every seal."""
ENTRY: Final = 6
FIRST: Final = 8
"""Entries in the first piece; the second has as many again, each further one twice as many as the one before."""
LARGEST: Final = 8192
_COUNT: Final = 4
_AT_ONCE: Final = 400
_NOWHERE: Final = UUID(int=0)


@dataclass(frozen=True)
class Listed:
    """`entries` one after another, or None where the list was too long to be read."""

    count: int
    entries: bytes | None


@dataclass(frozen=True, order=True)
class Generation:
    """`key`: the version of the group's key for indexes under which its lists lie."""

    number: int = 1
    key: int = 1


class Words:
    """Addresses and cipher of one generation, made once for a request or a batch."""

    def __init__(self, generation: Generation) -> None:
        root = keys.index_keys()[generation.key]
        self._addressing = sealing.derive(root, f"blind/{PURPOSE}/v1")
        self.cipher = AESGCM(sealing.derive(root, f"{PURPOSE}/v1"))
        self.generation = generation.number
        self._place = sealing.associated(PURPOSE, current_group_id(), generation.number)

    def address(self, word: str, piece: int) -> UUID:
        text = f"{self.generation}|{piece}|{word}".encode(errors="surrogatepass")
        return UUID(bytes=hmac.new(self._addressing, text, sha256).digest()[:16])

    def addresses(self, word: str, pieces: Iterable[int]) -> list[UUID]:
        return [self.address(word, piece) for piece in pieces]

    def open(self, address: UUID, body: bytes | memoryview) -> bytes:
        return sealing.unseal(self.cipher, bytes(body), self._place + address.bytes)

    def close(self, address: UUID, body: bytes) -> bytes:
        return sealing.seal(self.cipher, body, self._place + address.bytes)


FIRST_ONE: Final = Generation()


def capacity(piece: int) -> int:
    return min(FIRST << max(piece - 1, 0), LARGEST)


def pieces_of(count: int) -> int:
    """How many pieces hold so many entries; an empty list keeps its first."""
    pieces, room = 1, FIRST
    while room < count:
        room += capacity(pieces)
        pieces += 1
    return pieces


def read(words: Sequence[str], *, generation: Generation = FIRST_ONE, longest: int) -> dict[str, Listed]:
    """The lists of `words`; of those with more than `longest` entries only how many it are. Always two queries."""
    held = Words(generation)
    first = {held.address(word, 0): word for word in dict.fromkeys(words)}
    heads = {first[id_]: held.open(id_, body) for id_, body in _bodies((_NOWHERE, *first))}
    counts = {word: int.from_bytes(head[:_COUNT], "big") for word, head in heads.items()}
    chosen = {
        word: held.addresses(word, range(1, pieces_of(count))) for word, count in counts.items() if count <= longest
    }
    further = _bodies((_NOWHERE, *chain.from_iterable(chosen.values())))
    wanted = {id_: held.open(id_, body) for id_, body in further}
    found = {}
    for word, count in counts.items():
        if word not in chosen:
            found[word] = Listed(count, None)
            continue
        whole = b"".join([heads[word][_COUNT:], *(wanted.get(id_, b"") for id_ in chosen[word])])
        found[word] = Listed(count, whole[: count * ENTRY])
    return found


@statement
def _bodies(addresses: tuple[UUID, ...]) -> "QuerySet[SealedPiece, tuple[UUID, bytes | memoryview]]":
    return SealedPiece.objects.filter(id__in=addresses).values_list("id", "body")


def change(
    *,
    add: Mapping[str, Iterable[bytes]] | None = None,
    remove: Mapping[str, Iterable[bytes]] | None = None,
    generation: Generation = FIRST_ONE,
) -> None:
    """Takes entries off their lists and puts others on; what stands there already is left. In the caller's transaction,
    which locks the pieces in one order, so that two writers wait for each other and never for ever.
    """
    held = Words(generation)
    coming = {word: list(rows) for word, rows in (add or {}).items()}
    going = {word: set(rows) for word, rows in (remove or {}).items()}
    words = sorted({*coming, *going})
    heads = _locked_heads(held, words)
    old = {word: _split(heads[held.address(word, 0)]) for word in words}
    further = [held.addresses(word, range(1, pieces_of(count))) for word, (count, _) in old.items()]
    bodies = _locked(held, chain.from_iterable(further))
    fresh: dict[UUID, bytes] = {}
    gone: list[UUID] = []
    for (word, (count, head)), addresses in zip(old.items(), further, strict=True):
        whole = b"".join([head, *(bodies[id_] for id_ in addresses)])[: count * ENTRY]
        before = [whole[at : at + ENTRY] for at in range(0, len(whole), ENTRY)]
        after = _with(_without(before, going.get(word, set())), coming.get(word, []))
        if after == before:
            continue
        was, now = _laid_out(held, word, before), _laid_out(held, word, after)
        fresh |= {id_: body for id_, body in now.items() if was.get(id_) != body}
        gone += [id_ for id_ in was if id_ not in now]
    _write(held, fresh, gone)


def forget_other_generations(generation: int) -> None:
    """Takes the pieces of lists made before away."""
    SealedPiece.objects.exclude(generation=generation).delete()


def _with(listed: list[bytes], given: list[bytes]) -> list[bytes]:
    there = set(listed)
    return listed + [entry for entry in dict.fromkeys(given) if entry not in there]


def _without(listed: list[bytes], gone: set[bytes]) -> list[bytes]:
    """The last ones move into the gaps, so that few pieces are written."""
    staying = sum(entry not in gone for entry in listed)
    tail = [entry for entry in listed[staying:] if entry not in gone]
    return [tail.pop() if entry in gone else entry for entry in listed[:staying]]


def _split(head: bytes) -> tuple[int, bytes]:
    return int.from_bytes(head[:_COUNT], "big"), head[_COUNT:]


def _laid_out(held: Words, word: str, entries: list[bytes]) -> dict[UUID, bytes]:
    """Piece by piece, each filled up to its size."""
    found, at = {}, 0
    for piece in range(pieces_of(len(entries))):
        room = capacity(piece)
        body = b"".join(entries[at : at + room]).ljust(room * ENTRY, b"\0")
        found[held.address(word, piece)] = len(entries).to_bytes(_COUNT, "big") + body if piece == 0 else body
        at += room
    return found


def _locked_heads(held: Words, words: list[str]) -> dict[UUID, bytes]:
    """First pieces of all words, made empty where there was none, and locked in one order for everyone."""
    addresses = sorted(held.address(word, 0) for word in words)
    there: set[UUID] = set()
    for at in range(0, len(addresses), _AT_ONCE):
        there |= {id_ for id_, _body in _bodies(tuple(addresses[at : at + _AT_ONCE]))}
    empty = bytes(_COUNT + FIRST * ENTRY)
    missing = [
        SealedPiece(id=id_, generation=held.generation, body=held.close(id_, empty))
        for id_ in addresses
        if id_ not in there
    ]
    SealedPiece.objects.bulk_create(missing, ignore_conflicts=True, batch_size=_AT_ONCE)
    return _locked(held, addresses)


def _locked(held: Words, addresses: Iterable[UUID]) -> dict[UUID, bytes]:
    asked = sorted(addresses)
    found: dict[UUID, bytes] = {}
    for at in range(0, len(asked), _AT_ONCE):
        rows = SealedPiece.objects.select_for_update().filter(id__in=asked[at : at + _AT_ONCE]).order_by("id")
        found |= {row.id: held.open(row.id, row.body) for row in rows}
    return found


def _write(held: Words, fresh: dict[UUID, bytes], gone: list[UUID]) -> None:
    rows = [
        SealedPiece(id=id_, generation=held.generation, body=held.close(id_, body))
        for id_, body in sorted(fresh.items())
    ]
    SealedPiece.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["id"], update_fields=["body"], batch_size=_AT_ONCE
    )
    for at in range(0, len(gone), _AT_ONCE):
        SealedPiece.objects.filter(id__in=gone[at : at + _AT_ONCE]).delete()
