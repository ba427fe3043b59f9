"""Files that are replaced whole."""

import os
from pathlib import Path
from threading import Thread

import pytest

from jiwar.foundation.vault import disk


def test_the_new_content_is_there_for_its_owner_alone(tmp_path: Path) -> None:
    place = tmp_path / "keys.json"
    disk.put(place, b"old")
    disk.put(place, b"new")
    assert place.read_bytes() == b"new"
    assert place.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["keys.json"]


def test_cut_off_before_the_end_the_old_one_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "keys.json"
    disk.put(place, b"old")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        disk.put(place, b"new")
    assert place.read_bytes() == b"old"


def test_of_two_at_once_one_is_there_whole(tmp_path: Path) -> None:
    place, contents = tmp_path / "keys.json", [bytes([65 + number]) * 50_000 for number in range(8)]
    writers = [Thread(target=disk.put, args=(place, content)) for content in contents]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert place.read_bytes() in contents
    assert [path.name for path in tmp_path.iterdir()] == ["keys.json"]


def test_the_folder_is_settled_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settled: list[Path] = []
    monkeypatch.setattr(disk, "settle", lambda *folders: settled.extend(folders))
    disk.put(tmp_path / "a", b"")
    assert settled == [tmp_path]
