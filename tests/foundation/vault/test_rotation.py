"""A newer key for a group, step by step: which keys there are then, under what they lie, and what is counted."""

from pathlib import Path

import pytest
from django.conf import settings

from jiwar.foundation.groups.models import Group
from jiwar.foundation.vault import blind, changing, custody, keys, rotation, sealing
from jiwar.foundation.vault.models import CompartmentKey, IndexKey, SealedFile, Subject, SubjectKey

PARTS = ("general", "restricted")


def file_of(part: str) -> SealedFile:
    owner = Subject.objects.create(kind=Subject.Kind.CASE)
    return SealedFile.objects.create(subject=owner, compartment=part, name=f"of {part}", media_type="b", size=1)


def coming(group: Group) -> bytes:
    """A key is made and comes, as the command makes it."""
    key = sealing.new_key()

    def wider(store: custody.KeyStore) -> custody.KeyStore:
        return store.with_group(group.id, custody.GroupKeys(store.group(group.id), key, store.keys_of(group.id).past))

    custody.change(Path(settings.JIWAR_KEYS), wider)
    return key


def arrived(group: Group, key: bytes, *past: bytes) -> None:
    custody.change(
        Path(settings.JIWAR_KEYS), lambda store: store.with_group(group.id, custody.GroupKeys(key, None, past))
    )
    keys.forget_versions()


def versions() -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for part, version in CompartmentKey.objects.order_by("compartment", "version").values_list(
        "compartment", "version"
    ):
        found.setdefault(part, []).append(version)
    return found


def names() -> list[str]:
    with keys.session():
        return sorted(str(row.name) for row in SealedFile.objects.all())


def test_without_a_coming_key_nothing_begins(group: Group) -> None:
    with pytest.raises(ValueError, match="no key is coming"):
        rotation.begin(deep=False)
    assert not IndexKey.objects.exists()


def test_all_is_wrapped_under_the_coming_key_and_no_other(group: Group) -> None:
    for part in PARTS:
        file_of(part)
    before, first = keys.group_key(group.id), blind.index("phone", "1")
    new = coming(group)
    assert rotation.uses_only(before)
    rotation.begin(deep=False)
    assert (rotation.uses_only(before), rotation.uses_only(new)) == (False, True)
    assert versions() == {"general": [1], "restricted": [1]}
    assert list(IndexKey.objects.order_by("version").values_list("version", flat=True)) == [1, 2]
    arrived(group, new)
    assert names() == ["of general", "of restricted"]
    assert sorted(keys.index_keys()) == [1, 2]
    assert keys.index_keys()[1] == before, "the first stays for ever"
    assert keys.index_keys()[2] not in (before, new)
    assert blind.indexes("phone", "1") == [blind.index("phone", "1"), first]


def test_nobody_writes_meanwhile(group: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    alone: list[object] = []
    monkeypatch.setattr(changing, "alone", alone.append)
    coming(group)
    rotation.begin(deep=False)
    rotation.leftover()
    assert alone == [group.id, group.id]


def test_a_second_change_makes_the_third_version(group: Group) -> None:
    for number in (2, 3):
        new = coming(group)
        rotation.begin(deep=False)
        arrived(group, new)
        assert max(IndexKey.objects.values_list("version", flat=True)) == number
    assert IndexKey.objects.count() == 3


def test_deep_every_part_has_a_newer_key_and_subjects_move_in_pieces(group: Group) -> None:
    for part in (*PARTS, *PARTS, "general"):
        file_of(part)
    before = dict(SubjectKey.objects.values_list("id", "wrapped"))
    new = coming(group)
    rotation.begin(deep=True)
    assert versions() == {"general": [1, 2], "restricted": [1, 2]}
    arrived(group, new)
    ids = sorted(before, key=str)
    first = rotation.rewrap_subjects(None, at_once=2)
    assert (first.upto, first.looked_at, first.changed) == (ids[1], 2, 2)
    second = rotation.rewrap_subjects(first.upto, at_once=2)
    assert (second.upto, second.looked_at, second.changed) == (ids[3], 2, 2)
    last = rotation.rewrap_subjects(second.upto, at_once=2)
    assert (last.upto, last.looked_at, last.changed) == (None, 1, 1)
    again = rotation.rewrap_subjects(None)
    assert (again.upto, again.looked_at, again.changed) == (None, 5, 0)
    assert all(bytes(body) != bytes(before[id_]) for id_, body in SubjectKey.objects.values_list("id", "wrapped"))
    assert rotation.drop_older_parts() == 2
    assert versions() == {"general": [2], "restricted": [2]}
    assert rotation.drop_older_parts() == 0
    assert names() == ["of general", "of general", "of general", "of restricted", "of restricted"]


def test_what_was_left_under_a_key_before_is_counted_and_moved(group: Group) -> None:
    for part in PARTS:
        file_of(part)
    old, new = keys.group_key(group.id), sealing.new_key()
    arrived(group, new, old)
    assert not rotation.uses_only(new)
    assert rotation.leftover() == 2
    assert rotation.leftover() == 0
    assert rotation.uses_only(new)
    arrived(group, new)
    assert names() == ["of general", "of restricted"]


def test_an_index_key_under_another_key_is_seen_too(group: Group) -> None:
    new = coming(group)
    rotation.begin(deep=False)
    assert not CompartmentKey.objects.exists()
    assert (rotation.uses_only(new), rotation.uses_only(sealing.new_key())) == (True, False)
