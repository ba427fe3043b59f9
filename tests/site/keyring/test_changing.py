"""The key of a group is changed while people work: all opens and all is found before, during and after; killed anywhere
it goes on; who stole the old key file opens nothing of the new database."""

import threading
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from jiwar.casework.people import indexing, parts, queries, search
from jiwar.casework.people.imports import headers
from jiwar.casework.people.models import Identifier, NameIndex, Person, Phone
from jiwar.casework.people.parts import IdentifierGiven, Identifiers
from jiwar.foundation.access import words as house_words
from jiwar.foundation.access.models import Word
from jiwar.foundation.audit import chain, checkpoints
from jiwar.foundation.audit.models import Entry
from jiwar.foundation.audit.verification import verify
from jiwar.foundation.groups.context import acting_for, current_group_id
from jiwar.foundation.groups.models import Group
from jiwar.foundation.vault import blind, custody, disk, files, keys, lists, rotation, sampling
from jiwar.foundation.vault import changing as steadiness
from jiwar.foundation.vault.models import CompartmentKey, IndexKey, SealedFile, SealedPiece, Subject, SubjectKey
from jiwar.foundation.vault.sealing import SealBroken
from jiwar.site.command_line.refusal import Refusal
from jiwar.site.keyring import changing
from jiwar.site.keyring.models import KeyChange
from tests.casework.people.telling import register
from tests.cast import Cast, found

NUMBER = "+905321234567"
PAPER = "YU-1234-99"


@pytest.fixture
def register_of_three(cast: Cast) -> list[Person]:
    given = Identifiers((IdentifierGiven(PAPER),))
    return [
        register(cast.reception, "Hawa Musa", phone=NUMBER, identifiers=given),
        register(cast.reception, "محمد عبد الرحمن", phone="+905321234568"),
        register(cast.reception, "Selam Tesfaye"),
    ]


@pytest.fixture
def stolen(register_of_three: list[Person], tmp_path: Path) -> Path:
    """A copy of the key file, taken before anything was changed."""
    place = tmp_path / "stolen"
    place.mkdir(mode=0o700)
    disk.put(custody.key_file(place), custody.key_file(Path(settings.JIWAR_KEYS)).read_bytes())
    return place


def to_the_end() -> None:
    """As the worker would, with the time in between over."""
    for _attempt in range(200):
        if not changing.go_on(5.0):
            return
        NameIndex.objects.filter(finished_at__isnull=False).update(finished_at=timezone.now() - indexing.STILL_READ)
    raise AssertionError("it never ends")


def all_is_well(cast: Cast) -> None:
    """Everything opens in a session of its own, and everybody is found in every way."""
    keys._last_read.clear()
    with keys.session():
        sample = sampling.take()
        assert (sample.closed, sample.erased, sample.files_broken) == (0, 0, 0)
        assert sample.opened > 10
        viewer = cast.reception.viewer
        for text, number in (("Hawa Musa", "P-0001"), ("mohamed abdelrahman", "P-0002"), ("selam", "P-0003")):
            assert number in [each.number for each in queries.find(viewer, text)]
        hawa = Person.objects.get(number=1)
        assert search.ids_with_phone(NUMBER)[1:] == [hawa.id]
        assert search.ids_with_identifier(PAPER)[1:] == [hawa.id]
        assert parts.who(hawa).own_name == "Hawa Musa"


def of_group() -> custody.GroupKeys:
    return keys.key_store().keys_of(current_group_id())


@pytest.mark.parametrize("deep", [False, True])
def test_all_opens_and_is_found_before_during_and_after(
    cast: Cast, register_of_three: list[Person], deep: bool
) -> None:
    before = of_group().current
    all_is_well(cast)
    changing.begin(deep=deep)
    assert (of_group().current != before, of_group().past) == (True, (before,))
    all_is_well(cast)
    register(cast.reception, "Newcomer Meanwhile", phone="+905321234569")
    while changing.go_on(0.0):
        all_is_well(cast)
        NameIndex.objects.filter(finished_at__isnull=False).update(finished_at=timezone.now() - indexing.STILL_READ)
    all_is_well(cast)
    assert (of_group().past, of_group().coming) == ((), None)
    assert rotation.uses_only(of_group().current)
    assert len(search.ids_with_phone("+905321234569")) == 2
    assert {part.version for part in CompartmentKey.objects.all()} == {2 if deep else 1}
    for phone in Phone.objects.all():
        assert bytes(phone.key) == blind.indexes("phone", phone.number)[0]
    assert set(SealedPiece.objects.values_list("generation", flat=True)) == {2}


def test_who_stole_the_old_key_file_opens_nothing_of_the_new_database(cast: Cast, stolen: Path, settings: Any) -> None:
    changing.begin(deep=True)
    to_the_end()
    register(cast.reception, "Newcomer Afterwards", phone="+905321234569")
    with keys.session():
        whole = list(Person.objects.all())
    settings.JIWAR_KEYS = stolen
    keys._last_read.clear()
    with keys.session():
        for person in whole:
            with pytest.raises(SealBroken):
                parts.who(Person.objects.get(id=person.id))
        with pytest.raises(SealBroken):
            blind.indexes("phone", NUMBER)
        # By the old key itself no telephone, no paper and no name is found.
        IndexKey.objects.all().delete()
        keys.forget_versions()
        assert search.ids_with_phone(NUMBER) == [search.NOBODY]
        assert search.ids_with_identifier(PAPER) == [search.NOBODY]
        assert lists.read(["hw"], longest=99) == {}


def test_what_was_read_with_the_old_file_and_an_old_copy_stays_readable_and_that_is_said(
    cast: Cast, register_of_three: list[Person]
) -> None:
    """A subject's own key is wrapped anew, not renewed: docs/sealing.md says for whom that matters."""
    row = SubjectKey.objects.first()
    assert row is not None
    held = keys.ring()
    old = keys._unwrap(held, row.subject_id, row.compartment, bytes(row.wrapped))
    changing.begin(deep=True)
    to_the_end()
    row.refresh_from_db()
    assert keys._unwrap(keys.ring(), row.subject_id, row.compartment, bytes(row.wrapped)) == old


def all_of_it() -> None:
    changing.begin(deep=True)
    to_the_end()


class Killed(BaseException):
    """As if the process had died here."""


@pytest.mark.parametrize("point", ["coming", "bring_in", "in_use", "leftover", "uses_only", "without_past"])
def test_killed_anywhere_it_goes_on_from_there(
    cast: Cast, register_of_three: list[Person], monkeypatch: pytest.MonkeyPatch, point: str
) -> None:
    def die(*_args: object, **_kwargs: object) -> None:
        raise Killed

    places = {
        "coming": (changing, "_bring_in"),
        "bring_in": (house_words, "tell_guardians"),
        "in_use": (changing, "_with_the_coming_key_in_use"),
        "leftover": (rotation, "leftover"),
        "uses_only": (rotation, "uses_only"),
        "without_past": (changing, "_without_past_keys"),
    }
    with monkeypatch.context() as patched:
        patched.setattr(*places[point], die)
        with pytest.raises(Killed):
            all_of_it()
    all_is_well(cast)
    if changing.under_way() is None:
        changing.begin(deep=True)
    to_the_end()
    all_is_well(cast)
    assert (of_group().past, of_group().coming) == ((), None)
    assert KeyChange.objects.count() == 1


def test_each_step_is_done_in_pieces_and_goes_on_after_each(
    cast: Cast, register_of_three: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    changing.begin(deep=True)
    after, pieces = None, 0
    while True:
        passed = rotation.rewrap_subjects(after, at_once=2)
        pieces, after = pieces + 1, passed.upto
        if after is None:
            break
        all_is_well(cast)
    assert pieces == SubjectKey.objects.count() // 2 + 1
    assert rotation.rewrap_subjects(None, at_once=1000).changed == 0
    rotation.drop_older_parts()
    all_is_well(cast)


def test_the_first_key_for_indexes_stays_for_ever(cast: Cast, register_of_three: list[Person]) -> None:
    first = keys.index_keys()[1]
    for _round in range(2):
        all_of_it()
        assert keys.index_keys()[1] == first


def test_a_second_change_waits_for_the_first(cast: Cast, register_of_three: list[Person]) -> None:
    changing.begin()
    with pytest.raises(Refusal, match="is being changed already"):
        changing.begin()
    with pytest.raises(Refusal, match="is being changed already"):
        changing.prepare()
    to_the_end()
    changing.begin(deep=True)
    to_the_end()
    all_is_well(cast)
    assert sorted(IndexKey.objects.values_list("version", flat=True)) == [1, 2, 3]


def test_who_comes_second_to_the_end_changes_nothing(cast: Cast, register_of_three: list[Person]) -> None:
    """Worker and command both go on with a change; a key that was prepared meanwhile stays."""
    seen = changing.begin()
    to_the_end()
    changing.prepare()
    prepared = of_group().coming
    assert prepared is not None
    assert changing._finish(seen)
    assert of_group().coming == prepared
    assert Entry.objects.filter(kind="key-change-finished").count() == 1


def test_a_prepared_key_is_the_one_that_is_brought_in(cast: Cast, register_of_three: list[Person]) -> None:
    before = of_group().current
    changing.prepare()
    changing.prepare()
    coming = of_group().coming
    assert (of_group().current, coming is not None) == (before, True)
    all_is_well(cast)
    changing.begin()
    assert of_group().current == coming


def test_what_cannot_be_made_anew_is_found_under_the_older_key(cast: Cast, register_of_three: list[Person]) -> None:
    headings = ["Name", "Born"]
    kept = headers.signature(headings)
    changing.begin()
    to_the_end()
    assert headers.signature(headings) != kept
    assert kept in headers.signatures(headings)


def test_the_audit_s_checkpoints_are_marked_anew(cast: Cast, register_of_three: list[Person]) -> None:
    chain.seal_group()
    before = checkpoints.path().read_text()
    changing.begin()
    to_the_end()
    after = checkpoints.path().read_text()
    assert [line.split()[:2] for line in before.splitlines()] == [line.split()[:2] for line in after.splitlines()]
    assert before != after
    chain.seal_group()
    assert len(checkpoints.read()) == 2


def test_guardians_and_audit_hear_of_it(cast: Cast, register_of_three: list[Person]) -> None:
    changing.begin()
    to_the_end()
    kinds = set(Entry.objects.filter(kind__startswith="key-change").values_list("kind", flat=True))
    assert kinds == {"key-change-begun", "key-change-finished"}
    told = Word.objects.filter(member=cast.guardian.member, kind__startswith="key-change")
    assert told.count() == 2
    page = cast.guardian.client.get("/me/words/").content.decode()
    assert "The key of the group was changed" in page


def test_a_sealed_file_is_read_throughout(cast: Cast, register_of_three: list[Person]) -> None:
    person = register_of_three[0]
    stored = files.store(
        subject_id=person.subject_id, compartment="identity", chunks=[b"scan " * 9], name="n", media_type="text/plain"
    )
    changing.begin(deep=True)
    to_the_end()
    with keys.session():
        assert b"".join(files.read(SealedFile.objects.get(id=stored.id))) == b"scan " * 9


@pytest.fixture
def committed(transactional_db: None, keys: object, settings: Any, tmp_path: Path) -> Group:
    settings.JIWAR_AUDIT = tmp_path / "audit"
    return found("House of the Neighbour")


class Others:
    """Two who write and one who looks up, at the same time and in threads of their own."""

    def __init__(self, group: Group) -> None:
        self.group = group
        self.faults: list[BaseException] = []
        self.made: list[tuple[Any, bytes]] = []
        self.ended = threading.Event()
        self.threads = [threading.Thread(target=self.work, args=(act,)) for act in (self.write, self.write, self.look)]

    def __enter__(self) -> "Others":
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.ended.set()
        for thread in self.threads:
            thread.join()

    def work(self, act: Any) -> None:
        try:
            while not self.ended.is_set():
                with acting_for(self.group), keys.session():
                    act()
        except BaseException as error:
            self.faults.append(error)
        finally:
            connection.close()

    def write(self) -> None:
        with transaction.atomic():
            subject = Subject.objects.create(kind=Subject.Kind.CASE)
            row = SealedFile.objects.create(
                subject=subject, compartment="identity", name=str(subject.id), media_type="", size=0
            )
            entry = len(self.made).to_bytes(6, "big")
            lists.change(add={"word": [entry]}, generation=lists.Generation(1, keys.newest_index_key()))
            self.made.append((row.id, blind.index("phone", str(row.id))))

    def look(self) -> None:
        for row_id, entry in self.made[-20:]:
            row = SealedFile.objects.filter(id=row_id).first()
            if row is not None:  # committed by now
                assert row.name == str(row.subject_id)
                assert entry in blind.indexes("phone", str(row_id))


@pytest.mark.django_db(transaction=True)
def test_others_write_and_look_up_the_whole_time_and_lose_nothing(committed: Group) -> None:
    """While the key is changed twice to its depth."""
    with Others(committed) as others:
        for _round in range(2):
            with acting_for(committed), keys.session():
                all_of_it()
    assert others.faults == []
    keys._last_read.clear()
    with acting_for(committed), keys.session():
        assert len(others.made) > 5
        for row in SealedFile.objects.all():
            assert row.name == str(row.subject_id)
        assert of_group().past == ()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_who_writes_under_the_newest_key_holds_it_to_the_end(committed: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steadiness, "SECONDS_TO_WAIT", 0.2)
    waits, goes = threading.Event(), threading.Event()

    def write() -> None:
        with acting_for(committed), keys.session(), transaction.atomic():
            blind.index("phone", NUMBER)
            waits.set()
            goes.wait(10)
        connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    waits.wait(10)
    with acting_for(committed), keys.session():
        with pytest.raises(steadiness.NotStill):
            changing.begin()
        goes.set()
        writer.join()
        changing.begin()
        assert verify(committed).holds


def test_identifiers_too_are_found_by_the_newer_key_alone(cast: Cast, register_of_three: list[Person]) -> None:
    changing.begin()
    to_the_end()
    [row] = Identifier.objects.all()
    assert bytes(row.key) == search.identifier_key(PAPER)
