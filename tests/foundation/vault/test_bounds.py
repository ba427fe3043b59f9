"""The vault's numbers, orders and edges: what the mutation run (`make mutants`) found nobody looking at."""

import json
import os
import stat
import time
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings as current
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jiwar.foundation.groups.context import acting_for
from jiwar.foundation.groups.models import Group
from jiwar.foundation.vault import blind, custody, files, keys, lists, sampling
from jiwar.foundation.vault.fields import SealedJSON, SealedText
from jiwar.foundation.vault.models import SealedFile, SealedPiece, Subject, SubjectKey
from jiwar.foundation.vault.sampling import Sample
from jiwar.foundation.vault.sealing import SealBroken
from tests.cast import found

RELEASES = Path(__file__).parents[2] / "releases"
SEAL = 1 + 12 + 16
"""Version, nonce and tag of a sealed value."""


def owner() -> Subject:
    return Subject.objects.create(kind=Subject.Kind.CASE)


def store(of: Subject, content: bytes = b"x") -> SealedFile:
    return files.store(
        subject_id=of.id, compartment="general", chunks=[content], name="letter.pdf", media_type="application/pdf"
    )


class TestFiles:
    def test_a_file_is_named_typed_and_measured(self, group: Group) -> None:
        of = owner()
        file = SealedFile.objects.get(id=store(of, b"12345").id)
        assert (file.name, file.media_type, file.size) == ("letter.pdf", "application/pdf", 5)
        assert (file.subject_id, file.compartment) == (of.id, "general")

    def test_it_lies_where_its_number_says_for_nobody_else(self, group: Group) -> None:
        path = files.path_of(store(owner()).id)
        assert path.relative_to(current.JIWAR_FILES).parts == (path.name[:2], path.name)
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        assert path.stat().st_size == 1 + 7 + 1 + 16
        assert path.read_bytes()[:1] == b"\x01"
        assert [each.name for each in path.parent.iterdir()] == [path.name]

    def test_removing_takes_the_row_and_no_other(self, group: Group, django_capture_on_commit_callbacks: Any) -> None:
        gone, kept = store(owner()), store(owner())
        with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
            files.remove(gone)
            assert list(SealedFile.objects.all()) == [kept]
        assert files.path_of(kept.id).exists()
        files.path_of(kept.id).unlink()
        with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
            files.remove(kept)
        assert not SealedFile.objects.exists()

    def test_reading_what_was_erased_makes_no_key(self, group: Group) -> None:
        file = store(owner())
        keys.destroy(file.subject_id)
        with keys.session(), pytest.raises(keys.Erased):
            list(files.read(file))
        assert not SubjectKey.objects.exists()

    def test_chunks_are_numbered_from_nought_and_the_last_is_marked(self) -> None:
        assert files._nonce(b"1234567", 258, last=False) == b"1234567\x00\x00\x01\x02\x00"
        assert files._nonce(b"1234567", 0, last=True) == b"1234567\x00\x00\x00\x00\x01"
        key = bytes(32)
        pieces = [piece for piece, _length in files.seal_stream(key, [b"a" * files.CHUNK * 2])]
        assert [len(piece) for piece in pieces] == [8, files.CHUNK + 16, files.CHUNK + 16]
        with pytest.raises(SealBroken, match="unknown version"):
            list(files.unseal_stream(key, iter([]), pieces[0][:7]))
        with pytest.raises(SealBroken, match="unknown version"):
            list(files.unseal_stream(key, iter(pieces[1:]), b"\x02" + pieces[0][1:]))

    @pytest.mark.parametrize(("known", "unknown", "taken"), [(0, 20, 20), (0, 21, 0), (31, 30, 30), (30, 31, 0)])
    def test_more_than_half_and_more_than_a_few_are_left(
        self, group: Group, known: int, unknown: int, taken: int, caplog: pytest.LogCaptureFixture
    ) -> None:
        of = owner()
        for number in range(known):
            row = SealedFile(subject=of, compartment="general", name="a", media_type="b", size=number)
            row.save()
            self.lies(files.path_of(row.id))
        for _ in range(unknown):
            self.lies(files.path_of(uuid4()))
        assert files.sweep() == taken
        assert ("nothing is taken away" in caplog.text) == (taken == 0)
        assert f"{unknown} of {known + unknown}" in caplog.text or taken

    def test_the_newest_of_each_group_are_looked_for(self, group: Group) -> None:
        old, new, newest = (store(owner()) for _ in range(3))
        other = found("Other House")
        with acting_for(other), keys.session():
            theirs = store(owner())
        assert files.newest(2) == [files.path_of(row.id) for row in (newest, new, theirs)]
        assert files.path_of(old.id) not in files.newest(2)

    def test_what_another_took_away_in_that_moment_is_gone(self, group: Group, monkeypatch: pytest.MonkeyPatch) -> None:
        path, unlink = self.lies(files.path_of(uuid4())), Path.unlink

        def after_another(self: Path, missing_ok: bool = False) -> None:
            unlink(self)
            unlink(self, missing_ok=missing_ok)

        monkeypatch.setattr(Path, "unlink", after_another)
        assert files.sweep() == 1
        assert not path.exists()

    def test_a_day_is_a_day(self, group: Group) -> None:
        just_old, just_young = (self.lies(files.path_of(uuid4()), hours=hours) for hours in (24.003, 23.9))
        assert files.sweep() == 1
        assert (just_old.exists(), just_young.exists()) == (False, True)

    def lies(self, path: Path, *, hours: float = 48) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
        at = time.time() - hours * 3600
        os.utime(path, (at, at))
        return path


class TestSampling:
    def test_everything_opens(self, group: Group) -> None:
        for number in range(3):
            store(owner(), b"x" * number)
        assert sampling.take() == Sample(opened=6, files_read=3)

    def test_what_was_erased_broken_or_is_missing_is_told_apart(self, group: Group) -> None:
        whole, erased, changed, cut, gone = (store(owner(), b"content") for _ in range(5))
        with keys.session():
            keys.destroy(erased.subject_id)
        other = SealedFile.objects.create(
            subject=whole.subject, compartment="general", name="x", media_type="y", size=2
        )
        files.path_of(other.id).parent.mkdir(parents=True, exist_ok=True)
        files.path_of(other.id).write_bytes(files.path_of(whole.id).read_bytes())
        files.path_of(changed.id).write_bytes(files.path_of(changed.id).read_bytes()[:-1] + b"\x00")
        SealedFile.objects.filter(id=cut.id).update(size=8)
        files.path_of(gone.id).unlink()
        with keys.session():
            found = sampling.take()
        assert found == Sample(opened=10, erased=2, closed=0, files_read=1, files_broken=3, files_missing=1)

    def test_a_value_under_another_key_is_closed(self, group: Group) -> None:
        one, other = store(owner()), store(owner())
        with connection.cursor() as cursor:
            cursor.execute(f"UPDATE {SealedFile._meta.db_table} SET name = media_type")  # noqa: S608 - ours
        found = sampling.take()
        assert (found.opened, found.closed, found.files_read) == (2, 2, 2)
        assert {one.size, other.size} == {1}

    def test_at_most_so_many_each_once(self, group: Group) -> None:
        of = owner()
        for _ in range(5):
            store(of)
        for number in (1, 4, 5, 6):
            found = list(sampling._some(SealedFile, number))
            assert len(found) == len({row.id for row in found}) == min(number, 5)


class TestLists:
    def entries(self, count: int) -> list[bytes]:
        return [number.to_bytes(6, "big") for number in range(count)]

    def test_pieces_double_up_to_the_largest(self) -> None:
        assert [lists.capacity(piece) for piece in range(5)] == [8, 8, 16, 32, 64]
        assert [lists.capacity(piece) for piece in (10, 11, 12, 20)] == [4096, 8192, 8192, 8192]
        assert [lists.pieces_of(count) for count in (0, 8, 9, 16, 17, 32, 33)] == [1, 1, 2, 2, 3, 3, 4]

    def test_each_is_as_long_as_its_place_says(self, group: Group) -> None:
        lists.change(add={"word": self.entries(40)})
        sizes = sorted(len(body) for body in SealedPiece.objects.values_list("body", flat=True))
        assert sizes == sorted([SEAL + 4 + 48, SEAL + 48, SEAL + 96, SEAL + 192])

    def test_an_emptied_list_keeps_its_first_piece_as_long_as_before(self, group: Group) -> None:
        lists.change(add={"word": self.entries(1)})
        lists.change(remove={"word": self.entries(1)})
        (body,) = SealedPiece.objects.values_list("body", flat=True)
        assert len(body) == SEAL + 4 + 48
        assert lists.read(["word"], longest=5)["word"] == lists.Listed(0, b"")
        lists.change(remove={"never": self.entries(1)})
        assert {len(body) for body in SealedPiece.objects.values_list("body", flat=True)} == {SEAL + 4 + 48}

    def test_as_long_as_asked_is_read_and_one_more_is_not(self, group: Group) -> None:
        lists.change(add={"word": self.entries(20)})
        assert lists.read(["word"], longest=20)["word"].entries == b"".join(self.entries(20))
        assert lists.read(["word"], longest=19)["word"] == lists.Listed(20, None)

    def test_a_piece_that_is_gone_leaves_the_others(self, group: Group) -> None:
        lists.change(add={"word": self.entries(12)})
        held = lists.Words(lists.FIRST_ONE)
        SealedPiece.objects.filter(id=held.address("word", 1)).delete()
        assert lists.read(["word"], longest=20)["word"] == lists.Listed(12, b"".join(self.entries(8)))

    def test_what_is_removed_and_added_at_once_is_there_and_order_is_kept(self, group: Group) -> None:
        one, two, three = self.entries(3)
        lists.change(add={"word": [one, two, two, one]})
        lists.change(add={"word": [three, one]}, remove={"word": [one]})
        assert lists.read(["word"], longest=9)["word"].entries == two + three + one
        lists.change(remove={"word": [two]})
        assert lists.read(["word"], longest=9)["word"].entries == one + three

    def test_many_words_at_once(self, group: Group) -> None:
        words = {f"word{number}": self.entries(1) for number in range(2 * lists._AT_ONCE + 3)}
        words["long"] = self.entries(30)
        lists.change(add=words)
        found = lists.read(list(words), longest=99)
        assert {word: row.count for word, row in found.items()} == {word: len(rows) for word, rows in words.items()}
        lists.change(add={word: self.entries(2) for word in words if word != "long"})
        found = lists.read(list(words), longest=99)
        assert {row.count for word, row in found.items() if word != "long"} == {2}

    def test_what_changes_nothing_writes_nothing(self, group: Group) -> None:
        lists.change(add={"word": self.entries(20)})
        before = dict(SealedPiece.objects.values_list("id", "body"))
        lists.change(add={"word": self.entries(3)}, remove={"word": [b"absent"]})
        assert dict(SealedPiece.objects.values_list("id", "body")) == before
        lists.change(add={"word": [b"abcdef"]})
        after = dict(SealedPiece.objects.values_list("id", "body"))
        assert sum(after[id_] != before[id_] for id_ in before) == 2

    def test_two_questions_whatever_is_found(self, group: Group) -> None:
        lists.change(add={"word": self.entries(30)})
        for words in ([], ["none"], ["word"], ["word", "none"]):
            with CaptureQueriesContext(connection) as asked:
                lists.read(words, longest=99)
            assert len(asked) == 2, words


class TestKeys:
    def test_two_who_make_a_key_at_once_have_the_same(self, group: Group) -> None:
        of = owner()
        with keys.session():
            held = keys.ring()
            first = keys._make_subject_key(held, of.id, "general")
            other = keys._make_subject_key(held, owner().id, "general")
            assert keys._make_subject_key(held, of.id, "general") == first != other
            keys._make_subject_key(held, of.id, "restricted")
        assert SubjectKey.objects.filter(subject=of).count() == 2

    def test_destroying_forgets_one_subject_and_no_other(self, group: Group) -> None:
        gone, kept = store(owner()), store(owner())
        with keys.session():
            for file in (gone, kept):
                keys.cipher(file.subject_id, "general")
            keys.destroy(gone.subject_id)
            assert {place[0] for place in keys.ring().subjects} == {kept.subject_id}
            assert {place[0] for place in keys.ring().ciphers} == {kept.subject_id}
            with pytest.raises(keys.Erased):
                keys.cipher(gone.subject_id, "general")
        assert list(SubjectKey.objects.values_list("subject_id", flat=True)) == [kept.subject_id]

    def test_keys_in_bulk_are_as_those_made_one_by_one(self, group: Group) -> None:
        places = [(owner().id, "general"), (owner().id, "restricted")]
        with keys.session():
            keys.provide(places)
            held = {place: keys.ring().subjects[place] for place in places}
        with keys.session():
            keys.prefetch(places)
            assert keys.ring().subjects == held
        assert len({*held.values()}) == 2

    def test_without_a_session_nothing_is_kept(self, group: Group) -> None:
        of = owner()
        token = keys._rings.set(None)
        try:
            assert keys.ring() is not keys.ring()
            file = store(of)
            keys.take([file])
            keys.prefetch([(of.id, "general")])
            assert keys.ring().subjects == {}
            assert SealedFile.objects.get(id=file.id).name == "letter.pdf"
        finally:
            keys._rings.reset(token)

    def test_a_session_ends_where_it_began(self, group: Group) -> None:
        outside = keys.ring()
        with keys.session():
            inside = keys.ring()
            assert inside is not outside
        assert keys.ring() is outside

    def test_a_secret_is_in_no_repr(self, group: Group) -> None:
        with keys.session():
            store(owner())
            blind.index("phone", "+905321234567")
            held = keys.ring()
            assert held.subjects
            assert held.blind
            assert repr(held) == f"Ring(group_id={group.id!r})"


class TestCustody:
    def test_the_folder_and_the_file_are_their_owner_s(self, tmp_path: Path) -> None:
        store_ = custody.add_group(custody.create(tmp_path / "a" / "keys"), uuid4())
        assert stat.S_IMODE(store_.path.parent.stat().st_mode) == 0o700
        assert stat.S_IMODE(store_.path.stat().st_mode) == 0o600
        assert {path.name for path in store_.path.parent.iterdir()} == {"keys.json", "keys.lock"}
        assert {len(key) for key in (store_.site, *(held.current for held in store_.groups.values()))} == {32}
        assert custody.load(store_.path.parent) == store_

    def test_given_keys_are_taken_and_a_group_has_one(self, tmp_path: Path) -> None:
        site, key, group = bytes(range(32)), bytes(range(32, 64)), uuid4()
        store_ = custody.add_group(custody.create(tmp_path, site=site), group, key)
        assert (store_.site, store_.group(group)) == (site, key)
        with pytest.raises(custody.NoKey, match="already has a key"):
            custody.add_group(store_, group)
        again = custody.load(tmp_path)
        assert ({*again.groups}, again.group(group)) == ({group}, key)

    @pytest.mark.parametrize("release", sorted(path.parent.name for path in RELEASES.glob("*/keys.json")))
    def test_a_sheet_printed_by_an_earlier_release_is_read(self, release: str) -> None:
        kept = json.loads((RELEASES / release / "keys.json").read_text())
        lines = (RELEASES / release / "sheet.txt").read_text().splitlines()
        said = dict(line.split(": ", 1) for line in lines if ": " in line and line.count("-") >= 13)
        folder = RELEASES / release
        found = custody._read(folder / "keys.json", (0, 0, 0))
        assert custody.from_recovery_code(said["site"]) == found.site
        for group in kept["groups"]:
            assert custody.from_recovery_code(said[group].lower()) == found.group(UUID(group))
            assert custody.recovery_code(found.group(UUID(group))) == said[group]

    def test_a_key_of_another_length_is_damage(self, tmp_path: Path) -> None:
        store_ = custody.add_group(custody.create(tmp_path), uuid4())
        whole = json.loads(store_.path.read_text())
        for change in ({"site": "AAAA"}, {"groups": {str(uuid4()): "AAAA"}}):
            store_.path.write_text(json.dumps({**whole, **change}))
            os.utime(store_.path, ns=(time.time_ns(), time.time_ns()))
            with pytest.raises(custody.NoKey, match="is damaged"):
                custody.load(tmp_path)

    def test_what_others_may_read_is_refused_also_when_it_was_read_before(self, tmp_path: Path) -> None:
        store_ = custody.create(tmp_path)
        custody.load(tmp_path)
        store_.path.chmod(0o604)
        with pytest.raises(custody.NoKey, match="chmod 600"):
            custody.load(tmp_path)


class TestFields:
    def test_nothing_is_written_out_searched_or_stored_in_clear(self, group: Group) -> None:
        file = store(owner())
        field = SealedFile._meta.get_field("name")
        assert isinstance(field, SealedText)
        with pytest.raises(TypeError, match="not written out"):
            field.value_to_string(file)
        for lookup in ("exact", "contains", "in", "startswith"):
            with pytest.raises(TypeError, match="cannot be searched"):
                SealedFile.objects.filter(**{f"name__{lookup}": "x"}).exists()
        with pytest.raises(TypeError, match="assign it on the row"), transaction.atomic():
            SealedFile.objects.filter(id=file.id).update(name="clear")
        assert SealedFile.objects.filter(name__isnull=False).count() == 1

    def test_what_was_erased_says_so_and_what_lost_its_key_is_a_fault(self, group: Group) -> None:
        def name(file: SealedFile) -> str:
            with keys.session():
                return str(SealedFile.objects.get(id=file.id).name)

        lost, emptied, whole = (store(owner()) for _ in range(3))
        keys.destroy(lost.subject_id)
        with pytest.raises(keys.Erased):
            name(lost)
        with connection.cursor() as cursor:
            row = SealedFile._meta.pk.get_db_prep_value(emptied.id, connection)
            said = f"UPDATE {SealedFile._meta.db_table} SET name = %s WHERE id = %s"  # noqa: S608 - ours
            cursor.execute(said, [b"", row])
        with pytest.raises(SealBroken):
            name(emptied)
        Subject.objects.filter(id__in=[lost.subject_id, emptied.subject_id]).update(erased_at=timezone.now())
        assert (name(lost), name(emptied), name(whole)) == ("Erased", "Erased", "letter.pdf")
        with keys.session():
            assert keys.was_erased(lost.subject_id)
            assert not keys.was_erased(whole.subject_id)
            with CaptureQueriesContext(connection) as asked:
                assert keys.was_erased(lost.subject_id)
            assert len(asked) == 0
        for create in (True, False):
            with keys.session(), pytest.raises(keys.Erased):
                keys.cipher(lost.subject_id, "general", create=create)
        assert SealedJSON(default=list).once_erased() == []

    def test_a_field_left_out_has_its_default(self) -> None:
        assert (SealedText().get_default(), SealedText(default="x").get_default()) == ("", "x")
        assert SealedJSON().get_default() is None
        first, second = (SealedJSON(default=list).get_default() for _ in range(2))
        assert first == second == []
        assert first is not second

    def test_what_json_says_comes_back_as_short_as_it_goes(self) -> None:
        said = {"name": "زبيدة", "parts": [1, None, True]}
        field = SealedJSON()
        assert field.write(said) == '{"name":"زبيدة","parts":[1,null,true]}'.encode()
        assert field.read(field.write(said)) == said
