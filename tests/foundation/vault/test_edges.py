"""The vault where something is missing, comes twice, changed in between or is asked a second time."""

import base64
import json
import os
import stat
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from jiwar.foundation.groups.models import Group
from jiwar.foundation.vault import (
    blind,
    changing,
    custody,
    disk,
    files,
    keyed,
    keys,
    lists,
    opened,
    passphrase,
    prefetch,
    rotation,
    sampling,
    sealing,
    wrapped,
)
from jiwar.foundation.vault.fields import Ciphertext, SealedText, _SealedField
from jiwar.foundation.vault.models import CompartmentKey, IndexKey, SealedFile, SealedPiece, Subject, SubjectKey
from jiwar.foundation.vault.passphrase import Lock, Protection
from jiwar.foundation.vault.sealing import SealBroken

KEY = bytes(32)


def row(part: str = "general", **more: object) -> SealedFile:
    given = {"subject": Subject.objects.create(kind=Subject.Kind.CASE), "name": "letter", **more}
    return SealedFile.objects.create(compartment=part, media_type="b", size=1, **given)


def read(file: SealedFile) -> str:
    """With nothing in memory."""
    with keys.session():
        return str(SealedFile.objects.get(id=file.id).name)


def asked_of(asked: CaptureQueriesContext, model: type) -> int:
    return sum(f'FROM "{model._meta.db_table}"' in query["sql"] for query in asked.captured_queries)  # type: ignore[attr-defined]


class TestFields:
    def test_what_was_not_fetched_is_fetched_when_it_is_read(self, group: Group) -> None:
        file = SealedFile.objects.defer("name").get(id=row(name="later").id)
        assert "name" not in file.__dict__
        assert file.name == "later"

    def test_of_the_class_it_is_the_column_and_nothing_opens(self) -> None:
        column = SealedFile._meta.get_field("name")
        assert SealedFile.__dict__["name"].__get__(None, SealedFile) is SealedFile.__dict__["name"]
        assert SealedFile.__dict__["name"].field is column
        assert column.check() == []
        fresh = SealedText()
        fresh.set_attributes_from_name("name")
        fresh.model = SealedFile
        assert fresh.place(UUID(int=1), UUID(int=2), "general").decode() == (
            "v1|vault_sealedfile|name|00000000-0000-0000-0000-000000000001|00000000-0000-0000-0000-000000000002|general"
        )

    @pytest.mark.parametrize("act", [lambda field: field.write("x"), lambda field: field.read(b"x")])
    def test_only_its_kinds_are_used(self, act: object) -> None:
        with pytest.raises(TypeError, match="only its kinds"):
            act(_SealedField())  # type: ignore[operator]

    def test_what_is_not_read_is_neither_opened_nor_sealed_anew_and_a_new_row_is_proved(self, group: Group) -> None:
        kept = row()
        with keys.session():
            file = SealedFile.objects.get(id=kept.id)
            keys.destroy(kept.subject_id)
            file.size = 2
            file.save()
            assert SealedFile.objects.get(id=kept.id).size == 2
            with pytest.raises(keys.Erased), transaction.atomic():
                file.save(force_insert=True)
        other = SealedFile.objects.get(id=row().id)
        other.pk = uuid4()
        with pytest.raises(SealBroken), transaction.atomic():
            other.save(force_insert=True)
        assert SealedFile.objects.count() == 2

    def test_of_many_each_opens_whose_key_is_at_hand(self, group: Group) -> None:
        lost, kept = row(name="one"), row(name="two")
        SubjectKey.objects.filter(subject=lost.subject).delete()
        with keys.session():
            found = [SealedFile.objects.get(id=each.id) for each in (lost, kept)]
            assert opened(found, "name") == found
            assert isinstance(found[0].__dict__["name"], Ciphertext)
            assert found[1].__dict__["name"] == "two"
            assert isinstance(found[1].__dict__["media_type"], Ciphertext)
            assert set(keys.ring().ciphers) == {(kept.subject_id, "general")}


class TestKeys:
    def test_each_is_asked_for_once_in_a_session(self, group: Group) -> None:
        rows = [row(), row(), row()]
        with keys.session(), CaptureQueriesContext(connection) as asked:
            found = [SealedFile.objects.get(id=each.id) for each in rows]
            assert {each.name for each in found} == {"letter"}
            assert (asked_of(asked, CompartmentKey), asked_of(asked, SubjectKey)) == (1, 3)
            prefetch(found)
            assert {(each.name, each.media_type) for each in found} == {("letter", "b")}
            assert (asked_of(asked, CompartmentKey), asked_of(asked, SubjectKey)) == (1, 3)

    def test_the_key_of_a_blind_index_is_made_once_a_session(
        self, group: Group, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        made: list[str] = []
        derive = sealing.derive

        def noted(key: bytes, purpose: str) -> bytes:
            made.append(purpose)
            return derive(key, purpose)

        monkeypatch.setattr(sealing, "derive", noted)
        with keys.session():
            assert blind.index("phone", "1") != blind.index("phone", "2")
            assert blind.index("paper", "1") not in (blind.index("phone", "1"), blind.index("paper", "2"))
        assert [each for each in made if each.startswith("blind/")] == ["blind/phone/v1", "blind/paper/v1"]

    def test_what_is_at_hand_is_not_unwrapped_again(self, group: Group) -> None:
        file = row()
        with keys.session():
            assert keys.cipher(file.subject_id, "general")
            file.__dict__["brought_key"] = b"of nobody"
            with CaptureQueriesContext(connection) as asked:
                prefetch([file])
            assert len(asked) == 0

    def test_what_was_made_under_an_undone_savepoint_is_forgotten(self, group: Group) -> None:
        of = Subject.objects.create(kind=Subject.Kind.CASE)
        with keys.session():
            with transaction.atomic():
                keys.cipher(of.id, "general", create=True)
                transaction.set_rollback(True)
            with pytest.raises(keys.Erased):
                keys.cipher(of.id, "general")

    def test_outside_a_session_nothing_is_unwrapped_in_vain(self, group: Group) -> None:
        file = row()
        file.__dict__["brought_key"] = b"of nobody"
        token = keys._rings.set(None)
        try:
            with CaptureQueriesContext(connection) as asked:
                prefetch([file])
            assert len(asked) == 0
        finally:
            keys._rings.reset(token)

    def test_rows_bring_the_key_of_their_own_part(self, group: Group) -> None:
        of = Subject.objects.create(kind=Subject.Kind.CASE)
        parts = [row(part, subject=of, name=part).compartment for part in ("restricted", "general")]
        with keys.session():
            held = {each.name for each in SealedFile.objects.all()}
            assert held == set(parts)
        with keys.session(), CaptureQueriesContext(connection) as asked:
            found = opened(keyed(SealedFile.objects.order_by("id")), "name")
            assert {each.__dict__["name"] for each in found} == set(parts)
            assert asked_of(asked, SubjectKey) == 1, "where the rows themselves are asked for"

    def test_two_who_make_a_part_s_key_at_once_have_the_same(self, group: Group) -> None:
        with keys.session():
            held = keys.ring()
            first, second = (keys._make_compartment_key(held, "general") for _ in range(2))
        assert second.decrypt(bytes(12), first.encrypt(bytes(12), b"x", None), None) == b"x"
        assert CompartmentKey.objects.count() == 1

    def test_without_the_part_s_key_nothing_opens(self, group: Group) -> None:
        file = row()
        CompartmentKey.objects.all().delete()
        with pytest.raises(SealBroken):
            read(file)

    def test_who_was_erased_is_read_by_nobody_though_a_key_were_left(self, group: Group) -> None:
        file = row()
        Subject.objects.update(erased_at=file.created_at)
        with keys.session():
            assert keys.was_erased(file.subject_id)
            with pytest.raises(keys.Erased):
                keys.cipher(file.subject_id, "general")

    def test_whoever_writes_holds_the_newest_key_and_whoever_reads_does_not(
        self, group: Group, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        held: list[UUID] = []
        file = row()
        monkeypatch.setattr(changing, "hold", held.append)
        with keys.session():
            assert blind.indexes("phone", "1")
            assert read(file) == "letter"
            assert held == []
            blind.index("phone", "1")
            assert held == [group.id]
        with keys.session():
            row()
            assert held == [group.id] * 2
        with keys.session():
            keys.provide([(Subject.objects.create(kind=Subject.Kind.CASE).id, "general")])
            assert held == [group.id] * 3

    def test_what_was_read_of_the_parts_serves_the_next_request_too(
        self, group: Group, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Outside a transaction only: what one reads of its own may be undone."""
        file = row()
        assert read(file) == "letter"
        assert group.id not in keys._last_read
        for expected in (1, 0):
            with monkeypatch.context() as outside, CaptureQueriesContext(connection) as asked:
                outside.setattr(transaction.get_connection(), "in_atomic_block", False)
                assert read(file) == "letter"
            assert asked_of(asked, CompartmentKey) == expected
        keys.forget_versions()
        assert group.id not in keys._last_read

    def test_an_index_key_wrapped_anew_in_that_moment_is_read_again(
        self, group: Group, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        body = wrapped.closed(keys.group_key(group.id), wrapped.INDEXES, KEY, keys.index_place(group.id, 2))
        IndexKey.objects.create(version=2, wrapped=body)
        now = keys.key_store()
        before = replace(now, groups={group.id: custody.GroupKeys(KEY)})
        stores = [before, now]
        monkeypatch.setattr(keys, "key_store", lambda: stores.pop(0))
        with keys.session():
            assert keys.index_keys() == {2: KEY}
        stores[:] = [before, before]
        with keys.session(), pytest.raises(SealBroken, match="opens the keys of its indexes"):
            keys.index_keys()
        assert stores == []

    def test_begun_with_newer_keys_the_same_request_goes_on_with_them(self, group: Group) -> None:
        with keys.session():
            row()
            first = blind.index("phone", "1")
            held = keys.key_store().keys_of(group.id)
            custody.change(
                Path(settings.JIWAR_KEYS),
                lambda store: store.with_group(group.id, replace(held, coming=sealing.new_key())),
            )
            rotation.begin(deep=True)
            assert blind.index("phone", "1") != first
            assert blind.indexes("phone", "1") == [blind.index("phone", "1"), first]
            assert rotation.rewrap_subjects(None).changed == 1
            file = row()
        assert keys.rewrapped(SubjectKey.objects.get(subject=file.subject)) is None

    def test_what_is_left_under_a_key_before_is_counted_whole(self, group: Group) -> None:
        row()
        before, now = keys.group_key(group.id), sealing.new_key()
        for version in (2, 3):
            body = wrapped.closed(before, wrapped.INDEXES, KEY, keys.index_place(group.id, version))
            IndexKey.objects.create(version=version, wrapped=body)
        custody.change(
            Path(settings.JIWAR_KEYS),
            lambda store: store.with_group(group.id, custody.GroupKeys(now, None, (before,))),
        )
        assert rotation.leftover() == 3
        assert rotation.leftover() == 0


class TestSampling:
    def test_of_each_table_forty_rows_and_twenty_files(self, group: Group) -> None:
        row()
        with CaptureQueriesContext(connection) as asked:
            sampling.take()
        begun = f'FROM "{SealedFile._meta.db_table}"'
        said = [query["sql"] for query in asked.captured_queries if begun in query["sql"] and "LIMIT" in query["sql"]]
        assert [int(sql.rpartition("LIMIT ")[2].split()[0]) for sql in said][::2] == [40, 20]

    def test_what_opens_and_cannot_be_read_is_closed(self, group: Group) -> None:
        file, column = row(), SealedFile._meta.get_field("name")
        place = column.place(file.id, file.subject_id, "general")
        file.name = Ciphertext(sealing.seal(keys.cipher(file.subject_id, "general"), b"\xff", place))
        file.save()
        with keys.session():
            found = sampling.take()
        assert (found.opened, found.closed) == (1, 1)


class TestLists:
    def test_what_is_there_is_not_written_again(self, group: Group) -> None:
        lists.change(add={"word": [b"abcdef"]})
        with CaptureQueriesContext(connection) as asked:
            lists.change(add={"word": [b"abcdef"]})
        assert not [query for query in asked.captured_queries if query["sql"].startswith(("INSERT", "UPDATE"))]

    def test_a_word_need_not_be_whole_unicode(self, group: Group) -> None:
        lists.change(add={"a\ud800": [b"abcdef"]})
        assert lists.read(["a\ud800"], longest=1)["a\ud800"].entries == b"abcdef"

    def test_one_that_stays_as_it_is_keeps_no_other_from_changing(self, group: Group) -> None:
        lists.change(add={"first": [b"abcdef"]})
        lists.change(add={"first": [b"abcdef"], "second": [b"ghijkl"]})
        found = lists.read(["first", "second"], longest=1)
        assert {word: row.entries for word, row in found.items()} == {"first": b"abcdef", "second": b"ghijkl"}

    def test_a_list_another_began_in_that_moment_is_gone_on_with(
        self, group: Group, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        lists.change(add={"word": [b"abcdef"]})
        with monkeypatch.context() as before:
            before.setattr(lists, "_bodies", lambda _addresses: [])
            lists.change(add={"word": [b"ghijkl"]})
        assert lists.read(["word"], longest=2)["word"].entries == b"abcdefghijkl"
        assert SealedPiece.objects.count() == 1


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
        held = custody.GroupKeys(KEY, KEY, (KEY,))
        assert repr(held) == "GroupKeys()"
        protection = Protection(Lock(bytes(16)), KEY)
        assert repr(protection) == "Protection()"
        store = custody.KeyStore(tmp_path, KEY, {uuid4(): held}, None, protection)
        assert repr(store) == f"KeyStore(path={tmp_path!r}, shares=None)"

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
