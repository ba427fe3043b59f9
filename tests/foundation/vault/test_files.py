"""Sealed files: whole, in order, small in memory; what is left over is swept, what is not is kept."""

import os
import time
from collections.abc import Iterator
from contextvars import Context
from pathlib import Path

import pytest
from django.conf import settings as current
from django.db import transaction

from jiwar.foundation.groups.models import Group
from jiwar.foundation.vault import files
from jiwar.foundation.vault.files import CHUNK, TAG_BYTES
from jiwar.foundation.vault.models import SealedFile, Subject
from jiwar.foundation.vault.sealing import SealBroken

HEAD = 8
BLOCK = CHUNK + TAG_BYTES


@pytest.fixture
def owner(group: Group) -> Subject:
    return Subject.objects.create(kind=Subject.Kind.CASE)


def store(owner: Subject, content: bytes, piece: int = 10_000) -> SealedFile:
    chunks = [content[at : at + piece] for at in range(0, len(content), piece)]
    return files.store(
        subject_id=owner.id, compartment="general", chunks=chunks, name="letter.pdf", media_type="application/pdf"
    )


def content_of(file: SealedFile) -> bytes:
    return b"".join(files.read(file))


def test_what_has_begun_needs_neither_group_nor_keys(owner: Subject) -> None:
    """A server sends what is read after the request is over."""
    content = os.urandom(3 * CHUNK)
    begun = files.read(store(owner, content))
    assert Context().run(b"".join, begun) == content


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 7])
@pytest.mark.parametrize("piece", [1_000, CHUNK, 10 * CHUNK])
def test_what_goes_in_comes_out(owner: Subject, size: int, piece: int) -> None:
    content = os.urandom(size)
    file = store(owner, content, piece)
    assert content_of(file) == content
    assert file.size == size


@pytest.mark.parametrize("size", [5, CHUNK + 5])
def test_any_changed_byte_is_found(owner: Subject, size: int) -> None:
    file = store(owner, b"a" * size)
    path = files.path_of(file.id)
    good = path.read_bytes()
    for position in [*range(30), len(good) // 2, len(good) - 17, len(good) - 1]:
        if position >= len(good):
            continue
        bad = bytearray(good)
        bad[position] ^= 1
        path.write_bytes(bytes(bad))
        with pytest.raises(SealBroken):
            content_of(file)


def test_chunks_left_out_cut_off_exchanged_or_repeated_are_found(owner: Subject) -> None:
    file = store(owner, b"".join(bytes([number]) * CHUNK for number in range(4)))
    path = files.path_of(file.id)
    good = path.read_bytes()
    head, blocks = good[:HEAD], [good[at : at + BLOCK] for at in range(HEAD, len(good), BLOCK)]
    assert len(blocks) == 4
    for broken in (
        blocks[:3],
        blocks[:1],
        [],
        blocks[1:],
        [blocks[0], blocks[2], blocks[1], blocks[3]],
        [*blocks, blocks[3]],
        [blocks[0], blocks[0], *blocks[2:]],
    ):
        path.write_bytes(head + b"".join(broken))
        with pytest.raises(SealBroken):
            content_of(file)
    path.write_bytes(good[: HEAD - 2])
    with pytest.raises(SealBroken, match="version"):
        content_of(file)


def test_a_file_put_in_the_place_of_another_does_not_open(owner: Subject) -> None:
    one, other = store(owner, b"one"), store(owner, b"other")
    files.path_of(one.id).write_bytes(files.path_of(other.id).read_bytes())
    with pytest.raises(SealBroken):
        content_of(one)


def test_nothing_of_name_type_or_content_lies_on_disk(owner: Subject) -> None:
    file = store(owner, b"she fled at night " * 10_000)
    path = files.path_of(file.id)
    assert path.name == file.id.hex
    everything = path.read_bytes()
    for secret in (b"fled", b"letter", b"application/pdf"):
        assert secret not in everything


def test_a_broken_upload_leaves_neither_file_nor_row(owner: Subject) -> None:
    def broken() -> Iterator[bytes]:
        yield b"x" * CHUNK * 2
        raise OSError("the line was cut")

    with pytest.raises(OSError, match="cut"):
        files.store(subject_id=owner.id, compartment="general", chunks=broken(), name="a", media_type="b")
    assert not SealedFile.objects.exists()
    assert [path for path in Path(current.JIWAR_FILES).rglob("*") if path.is_file()] == []


def test_memory_does_not_grow_with_the_file(owner: Subject) -> None:
    import tracemalloc

    size = 40 * 1024 * 1024
    tracemalloc.start()
    file = files.store(
        subject_id=owner.id,
        compartment="general",
        chunks=(b"x" * CHUNK for _number in range(size // CHUNK)),
        name="film.mp4",
        media_type="video/mp4",
    )
    read = sum(len(piece) for piece in files.read(file))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert read == size
    assert peak < 4 * 1024 * 1024


def test_removing_takes_row_now_and_disk_when_it_is_certain(
    owner: Subject, django_capture_on_commit_callbacks: object
) -> None:
    file = store(owner, b"x")
    path = files.path_of(file.id)
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():  # type: ignore[operator]
        files.remove(file)
        assert path.exists()
    assert not path.exists()
    with pytest.raises(TypeError):
        store(owner, b"y").delete()


class TestSweeping:
    def old(self, path: Path) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.write_bytes(b"left over")
        two_days_ago = time.time() - 2 * 24 * 3600
        os.utime(path, (two_days_ago, two_days_ago))
        return path

    def test_what_no_row_knows_is_taken_away_after_a_day(self, owner: Subject) -> None:
        root = Path(current.JIWAR_FILES)
        kept = self.old(files.path_of(store(owner, b"x").id))
        young = root / "cd" / ("cd" * 16)
        young.parent.mkdir(parents=True)
        young.write_bytes(b"arriving now")
        gone = [self.old(root / "ab" / ("ab" * 16)), self.old(root / "ab" / ("ab" * 15 + ".incoming"))]
        assert files.sweep() == 2
        assert kept.exists()
        assert young.exists()
        assert not any(path.exists() for path in gone)

    def test_before_the_wrong_database_nothing_is_taken_away(self, owner: Subject) -> None:
        root = Path(current.JIWAR_FILES)
        left = [self.old(root / "ab" / f"{number:032x}") for number in range(30)]
        assert files.sweep() == 0
        assert all(path.exists() for path in left)

    def test_without_files_there_is_nothing_to_do(self, group: Group) -> None:
        assert files.sweep() == 0
