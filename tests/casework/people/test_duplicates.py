"""The search through the whole register: what it queues, what it leaves, and whom it tells in silence."""

import pytest

from jiwar.casework.people import actions
from jiwar.casework.people.duplicates import finding, model
from jiwar.casework.people.models import Pair, PairSearch, Person
from jiwar.foundation.access.actions import hiding
from jiwar.foundation.access.models import Word
from tests.casework.people.telling import register
from tests.cast import Cast

NAMES = ("Selam Tesfaye Haile", "Maryam Rezaei", "Abdirahman Warsame Nur", "Deng Majok", "Zahra Karimi", "Yusuf Haddad")


def quiet(_sentence: str) -> None:
    return


@pytest.fixture
def people(cast: Cast) -> list[Person]:
    """Two of the first person, far apart from each other in the register, among others."""
    who = {"sex": "male", "nationalities": ("SD",)}
    first = register(cast.reception, "محمد عبد الرحمن صالح", phone="+905321234567", who=who)
    others = [register(cast.reception, name) for name in NAMES]
    return [first, *others, register(cast.reception, "Mohamed Abdelrahman Saleh", phone="+905321234567", who=who)]


def queued() -> list[tuple[str, str, int]]:
    pairs = Pair.objects.filter(state="open").select_related("first", "second").order_by("first__number")
    return [(pair.first.written_number, pair.second.written_number, pair.score) for pair in pairs]


def test_likely_pairs_come_into_the_queue(people: list[Person]) -> None:
    outcome = finding.find(quiet)
    ((first, second, score),) = queued()
    assert (first, second, score >= 90) == ("P-0001", "P-0008", True)
    assert (outcome.people, outcome.queued, outcome.told) == (8, 1, 0)


def test_what_was_decided_is_left_alone(cast: Cast, people: list[Person]) -> None:
    actions.decide_pair(cast.caseworker.viewer, one=people[0], other=people[-1], state="different")
    assert finding.find(quiet).queued == 0
    assert queued() == []


def test_a_hidden_file_is_told_to_the_guardian_alone(cast: Cast, people: list[Person]) -> None:
    hiding.hide(cast.guardian.viewer, subject=people[0].subject)
    assert (finding.find(quiet).told, queued()) == (1, [])
    assert list(Word.objects.filter(kind="duplicate-of-hidden").values_list("about", flat=True)) == [
        {"person": "P-0008", "hidden": "P-0001"}
    ]


def test_it_goes_on_where_it_stopped(people: list[Person], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "PEOPLE_A_SLICE", 2)
    said: list[str] = []

    def interrupted(sentence: str) -> None:
        said.append(sentence)
        if sentence.startswith("Slice 2 of"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        finding.find(interrupted)
    run = PairSearch.objects.get()
    assert (run.done, run.slices, run.finished_at) == (2, 4, None)
    finding.find(said.append)
    assert [sentence.split(":")[0] for sentence in said if sentence.startswith("Slice")] == [
        "Slice 1 of 4",
        "Slice 2 of 4",
        "Slice 3 of 4",
        "Slice 4 of 4",
    ]
    assert PairSearch.objects.get().finished_at is not None
    assert len(queued()) == 1


def test_nothing_can_be_written_to_a_disk_in_clear() -> None:
    database = finding.connect()
    (folder,) = database.execute("SELECT current_setting('temp_directory')").fetchone()
    assert folder == ""


def test_every_level_has_its_weight() -> None:
    learned = model.weights()
    for name, levels in model.LEVELS.items():
        assert set(learned[name]) == {label for label, _ in levels} | {"else"}
        for m, u in learned[name].values():
            assert 0 < m < 1
            assert 0 < u < 1
