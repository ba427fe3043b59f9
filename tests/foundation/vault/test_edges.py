"""The vault where something is missing, comes twice, changed in between or is asked a second time."""

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
    keyed,
    keys,
    lists,
    opened,
    prefetch,
    rotation,
    sampling,
    sealing,
    wrapped,
)
from jiwar.foundation.vault.fields import Ciphertext, SealedText, _SealedField
from jiwar.foundation.vault.models import CompartmentKey, IndexKey, SealedFile, SealedPiece, Subject, SubjectKey
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

    def test_what_brings_the_key_of_another_row_saves_asking_for_it(self, group: Group) -> None:
        file = row()
        (held,) = SubjectKey.objects.all()
        whose = {"brought_subject": held.subject_id, "brought_compartment": held.compartment}
        holder = SimpleNamespace(brought_key=held.wrapped, **whose)
        with keys.session(), CaptureQueriesContext(connection) as asked:
            prefetch([SealedFile.objects.get(id=file.id)], holders=[holder])  # type: ignore[list-item]
            assert keys.at_hand([(file.subject_id, "general")])
            assert asked_of(asked, SubjectKey) == 0

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

    def test_two_who_make_a_key_at_once_have_the_same_in_each_part(self, group: Group) -> None:
        of = Subject.objects.create(kind=Subject.Kind.CASE)
        with keys.session():
            held = keys.ring()
            made = {part: keys._make_subject_key(held, of.id, part) for part in ("restricted", "general")}
            assert {part: keys._make_subject_key(held, of.id, part) for part in made} == made

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

    def test_one_too_long_keeps_no_other_from_being_read(self, group: Group) -> None:
        two = [b"abcdef", b"ghijkl"]
        lists.change(add={f"{number}": two[: 1 + number % 2] for number in range(12)})
        found = lists.read([f"{number}" for number in range(12)], longest=1)
        assert {word: row.entries for word, row in found.items()} == {
            f"{number}": None if number % 2 else b"abcdef" for number in range(12)
        }

    def test_a_list_another_began_in_that_moment_is_gone_on_with(
        self, group: Group, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        lists.change(add={"word": [b"abcdef"]})
        with monkeypatch.context() as before:
            before.setattr(lists, "_bodies", lambda _addresses: [])
            lists.change(add={"word": [b"ghijkl"]})
        assert lists.read(["word"], longest=2)["word"].entries == b"abcdefghijkl"
        assert SealedPiece.objects.count() == 1
