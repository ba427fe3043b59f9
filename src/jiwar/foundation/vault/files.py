"""Sealed files: streamed in chunks, so that a film costs no more memory than a letter.

Chunks of 64 KiB, each AES-256-GCM with nonce = prefix (7 bytes) | counter (4) | last (1): leaving out, cutting off or
swapping chunks is found on reading. On disk: version | prefix | chunks. The name on disk is the row's random id.
"""

import logging
import os
import time
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from uuid import UUID, uuid4

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import transaction

from jiwar.foundation.groups.context import acting_for
from jiwar.foundation.groups.models import Group
from jiwar.foundation.vault import disk, keys, sealing
from jiwar.foundation.vault.models import SealedFile

CHUNK = 64 * 1024
FEW_FILES = 20
PREFIX_BYTES = 7
TAG_BYTES = 16

logger = logging.getLogger("jiwar.vault")


def store(*, subject_id: UUID, compartment: str, chunks: Iterable[bytes], name: str, media_type: str) -> SealedFile:
    """Seals what `chunks` yield to disk and returns its row. The file is there before the row can be committed."""
    row_id = uuid4()
    path = path_of(row_id)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    incoming = path.with_suffix(disk.INCOMING)
    size = 0
    try:
        with incoming.open("xb") as file:
            for piece, length in seal_stream(_file_key(subject_id, compartment, row_id, create=True), chunks):
                file.write(piece)
                size += length
            file.flush()
            os.fsync(file.fileno())
        incoming.replace(path)
        # The new name too, before the row can be: after a power cut no row is without its file.
        disk.settle(path.parent, path.parent.parent)
    except BaseException:
        incoming.unlink(missing_ok=True)
        raise
    return SealedFile.objects.create(
        id=row_id, subject_id=subject_id, compartment=compartment, name=name, media_type=media_type, size=size
    )


def read(file: SealedFile) -> Iterator[bytes]:
    """The file's bytes, chunk by chunk. Raises `SealBroken` at the first chunk that was changed or is missing, and
    `Erased` where no key is left: reading never makes one.

    The first chunk is read at once: what follows needs no group and no keys, for a response outlives its request.
    """
    pieces = _pieces(_file_key(file.subject_id, file.compartment, file.id, create=False), path_of(file.id))
    return chain([next(pieces)], pieces)


def _pieces(key: bytes, path: Path) -> Iterator[bytes]:
    with path.open("rb") as source:
        yield from unseal_stream(key, iter(lambda: source.read(CHUNK + TAG_BYTES), b""), source.read(1 + PREFIX_BYTES))


def remove(file: SealedFile) -> None:
    """The row now, what lies on disk when the transaction holds."""
    path = path_of(file.id)
    SealedFile.objects.filter(id=file.id).delete()
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


def sweep() -> int:
    """Takes away what lies on disk without a row: an upload broken off, a transaction rolled back. Returns how many.

    Nothing younger than a day is touched. If more than half of all files have no row, the database is the wrong one
    rather than the files, and nothing is taken away.
    """
    root = Path(settings.JIWAR_FILES)
    found = [path for path in root.glob("??/*") if path.is_file()]
    long_ago = time.time() - 24 * 3600
    rows = set()
    for group in Group.objects.all():
        with acting_for(group):
            rows |= {row_id.hex for row_id in SealedFile.objects.values_list("id", flat=True)}
    orphans = [path for path in found if path.name not in rows]
    if len(orphans) > max(FEW_FILES, len(found) // 2):
        logger.error("%s of %s sealed files have no row: nothing is taken away", len(orphans), len(found))
        return 0
    old = [path for path in orphans if path.stat().st_mtime < long_ago]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def newest(number: int) -> list[Path]:
    """Where the files that came last should lie: so many of each group."""
    places = []
    for group in Group.objects.all():
        with acting_for(group):
            ids = SealedFile.objects.order_by("-created_at").values_list("id", flat=True)[:number]
            places += [path_of(row_id) for row_id in ids]
    return places


def path_of(row_id: UUID) -> Path:
    name = row_id.hex
    return Path(settings.JIWAR_FILES) / name[:2] / name


def _file_key(subject_id: UUID, compartment: str, row_id: UUID, *, create: bool) -> bytes:
    return sealing.derive(keys.subject_key(subject_id, compartment, create=create), f"file/{row_id}/v1")


def seal_stream(key: bytes, chunks: Iterable[bytes]) -> Iterator[tuple[bytes, int]]:
    """Pieces to write, each with the number of plaintext bytes it stands for."""
    cipher, prefix = AESGCM(key), os.urandom(PREFIX_BYTES)
    yield sealing.VERSION + prefix, 0
    counter = 0
    pending: bytes | None = None
    for block in _in_blocks(chunks):
        if pending is not None:
            yield cipher.encrypt(_nonce(prefix, counter, last=False), pending, None), len(pending)
            counter += 1
        pending = block
    pending = pending or b""
    yield cipher.encrypt(_nonce(prefix, counter, last=True), pending, None), len(pending)


def unseal_stream(key: bytes, blocks: Iterator[bytes], head: bytes) -> Iterator[bytes]:
    if head[:1] != sealing.VERSION or len(head) != 1 + PREFIX_BYTES:
        raise sealing.SealBroken("unknown version of sealed file")
    cipher, prefix = AESGCM(key), head[1:]
    counter = 0
    block = next(blocks, b"")
    while True:
        following = next(blocks, None)
        try:
            yield cipher.decrypt(_nonce(prefix, counter, last=following is None), block, None)
        except InvalidTag as error:
            raise sealing.SealBroken("sealed file is damaged") from error
        if following is None:
            return
        block, counter = following, counter + 1


def _nonce(prefix: bytes, counter: int, *, last: bool) -> bytes:
    return prefix + counter.to_bytes(4, "big") + (b"\x01" if last else b"\x00")


def _in_blocks(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Blocks of exactly CHUNK bytes, the last one shorter."""
    buffer = bytearray()
    for chunk in chunks:
        buffer += chunk
        while len(buffer) >= CHUNK:
            yield bytes(buffer[:CHUNK])
            del buffer[:CHUNK]
    if buffer:
        yield bytes(buffer)
