"""Sealed files and the key file on their disk: whole or not there, changed or damaged, and said in a sentence."""

import base64
import json
import os
import stat
from pathlib import Path
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest
from django.conf import settings

from jiwar.foundation.groups.models import Group
from jiwar.foundation.vault import custody, disk, files, passphrase
from jiwar.foundation.vault.models import SealedFile, Subject
from jiwar.foundation.vault.passphrase import Lock, Protection

KEY = bytes(32)


class TestDisk:
    @pytest.fixture
    def synced(self, monkeypatch: pytest.MonkeyPatch) -> list[int | str]:
        """What was said to be on the disk: of a file how much was in it by then, of a folder its name."""
        found: list[int | str] = []

        def note(handle: int) -> None:
            of = os.fstat(handle)
            found.append(of.st_size if stat.S_ISREG(of.st_mode) else Path(f"/dev/fd/{handle}").resolve().name)

        monkeypatch.setattr(os, "fsync", note)
        return found

    def test_a_file_that_is_gone_is_said_before_anything_is_sent(self, group: Group) -> None:
        of = Subject.objects.create(kind=Subject.Kind.CASE)
        file = files.store(subject_id=of.id, compartment="general", chunks=[b"1"], name="a", media_type="b")
        files.path_of(file.id).unlink()
        with pytest.raises(FileNotFoundError):
            files.read(file)

    def test_nothing_is_left_open(self, tmp_path: Path) -> None:
        before = len(list(Path("/proc/self/fd").iterdir()))
        disk.put(tmp_path / "a", b"12345")
        assert len(list(Path("/proc/self/fd").iterdir())) == before

    def test_two_files_may_lie_in_one_folder(self, group: Group, monkeypatch: pytest.MonkeyPatch) -> None:
        of = Subject.objects.create(kind=Subject.Kind.CASE)
        ids = [UUID(int=1), UUID(int=2)]
        monkeypatch.setattr(files, "uuid4", lambda: ids.pop())
        for content in (b"1", b"2"):
            files.store(subject_id=of.id, compartment="general", chunks=[content], name="a", media_type="b")
        assert [path.name for path in sorted((Path(settings.JIWAR_FILES) / "00").iterdir())] == [
            UUID(int=1).hex,
            UUID(int=2).hex,
        ]

    def test_all_of_it_is_there_before_the_old_one_is_given_up(self, tmp_path: Path, synced: list[int | str]) -> None:
        disk.put(tmp_path / "a", b"12345")
        assert synced == [5, tmp_path.name]

    def test_a_file_is_on_the_disk_with_its_name_before_its_row(
        self, group: Group, synced: list[int | str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        settled: list[Path] = []
        monkeypatch.setattr(disk, "settle", lambda *folders: settled.extend(folders))
        of = Subject.objects.create(kind=Subject.Kind.CASE)
        file = files.store(subject_id=of.id, compartment="general", chunks=[b"12345"], name="a", media_type="b")
        assert synced == [1 + 7 + 5 + 16]
        assert settled == [files.path_of(file.id).parent, Path(settings.JIWAR_FILES)]

    def test_a_file_without_a_row_goes_when_it_is_more_than_a_day_old(
        self, group: Group, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        now = 2_000_000_000
        monkeypatch.setattr(files, "time", SimpleNamespace(time=lambda: float(now)))
        older, just = (files.path_of(uuid4()) for _ in range(2))
        for path, age in ((older, 86_401), (just, 86_400)):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
            os.utime(path, (now - age, now - age))
        assert files.sweep() == 1
        assert (older.exists(), just.exists()) == (False, True)

    def test_why_a_file_could_not_be_kept_is_said_as_it_is(self, group: Group, monkeypatch: pytest.MonkeyPatch) -> None:
        def full(*_folders: Path) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(disk, "settle", full)
        of = Subject.objects.create(kind=Subject.Kind.CASE)
        with pytest.raises(OSError, match="No space"):
            files.store(subject_id=of.id, compartment="general", chunks=[b"1"], name="a", media_type="b")
        assert not SealedFile.objects.exists()


class TestKeyFile:
    @pytest.mark.parametrize("what", ["moment", "place", "length"])
    def test_a_file_that_changed_is_read_again(self, tmp_path: Path, what: str) -> None:
        """Known by when it was written, where it lies and how long it is: each alone tells."""
        store = custody.create(tmp_path, site=KEY)
        text, was = store.path.read_text(), store.path.stat()
        custody.load(tmp_path)
        newer = text.replace("A" * 43, "B" * 42 + "A") + (" " if what == "length" else "")
        if what == "place":
            draft = tmp_path / "draft"
            draft.touch(mode=0o600)
            draft.write_text(newer)
            draft.replace(store.path)
        else:
            store.path.write_text(newer)
        moment = was.st_mtime_ns + (10**9 if what == "moment" else 0)
        os.utime(store.path, ns=(moment, moment))
        is_ = store.path.stat()
        assert (is_.st_mtime_ns != was.st_mtime_ns) is (what == "moment")
        assert (is_.st_ino != was.st_ino) is (what == "place")
        assert (is_.st_size != was.st_size) is (what == "length")
        assert custody.load(tmp_path).site != KEY

    def test_no_key_is_in_a_repr(self, tmp_path: Path) -> None:
        group, held = uuid4(), custody.GroupKeys(KEY, KEY, (KEY,))
        protection = Protection(Lock(bytes(16)), KEY)
        store = custody.create(tmp_path, groups={group: held}, protection=protection)
        assert repr(store) == f"KeyStore(path={store.path!r}, shares=None)"
        assert repr(store.keys_of(group)) == "GroupKeys()"
        assert repr(store.protection) == "Protection()"

    def test_what_changes_nothing_writes_nothing(self, tmp_path: Path) -> None:
        store = custody.create(tmp_path)
        before = store.path.stat()
        assert custody.change(tmp_path, lambda found: found) == store
        assert (store.path.stat().st_ino, store.path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
        assert stat.S_IMODE((tmp_path / "keys.lock").stat().st_mode) == 0o600

    def test_what_cannot_be_read_as_a_file_is_damaged(self, tmp_path: Path) -> None:
        custody.key_file(tmp_path).mkdir(mode=0o700)
        with pytest.raises(custody.NoKey, match="is damaged"):
            custody.load(tmp_path)

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            ({"version": 3}, "is of a newer program"),
            ({"version": 1}, "is damaged"),
            ({"sealed": "!"}, "is damaged"),
            ({"lock": {"salt": "!" + "A" * 22 + "=="}}, "is damaged"),
        ],
    )
    def test_a_locked_file_that_was_changed_is_said(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: dict[str, object], said: str
    ) -> None:
        lock = Lock(bytes(16))
        monkeypatch.setattr(passphrase, "_known", {lock: KEY})
        groups = {uuid4(): custody.GroupKeys(KEY)}
        store = custody.create(tmp_path, groups=groups, protection=Protection(lock, KEY))
        data = json.loads(store.path.read_text())
        for name, value in change.items():
            if isinstance(value, dict):
                data[name] |= value
            else:
                data[name] = value + data[name] if isinstance(value, str) else value
        store.path.write_text(json.dumps(data))
        custody._read.cache_clear()
        with pytest.raises(custody.NoKey, match=said):
            custody.load(tmp_path)

    @pytest.mark.parametrize(("code", "said"), [("ABCD", "is not right"), ("", "is not right"), ("A!", "has letters")])
    def test_a_code_too_short_is_not_right_and_one_with_other_letters_is_none(self, code: str, said: str) -> None:
        with pytest.raises(custody.NoKey, match=said):
            custody.from_recovery_code(code)

    def test_what_a_known_key_does_not_open_is_damaged(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        lock = Lock(bytes(16))
        monkeypatch.setattr(passphrase, "_known", {lock: KEY})
        with pytest.raises(custody.NoKey, match="is damaged"):
            passphrase.opened(tmp_path, lock, b"of nobody")

    def test_a_salt_is_written_as_it_is_meant(self) -> None:
        whole = {"kind": "argon2id", "salt": base64.b64encode(bytes(16)).decode(), "t": 3, "m": 65536, "p": 4}
        assert passphrase.lock_from(whole) == Lock(bytes(16))
        with pytest.raises(ValueError, match="base64"):
            passphrase.lock_from({**whole, "salt": "!" + str(whole["salt"])})

    def test_whoever_was_handed_nothing_knows_nothing_more(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(passphrase, "_known", {Lock(bytes(16)): KEY})
        passphrase.take(b"")
        passphrase.take(b"[]")
        assert passphrase._known == {Lock(bytes(16)): KEY}
