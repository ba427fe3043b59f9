"""Every row of the three lists meets exactly this fate: none is lost, none is made up."""

import pytest

from jiwar.casework.people.imports.models import PeopleImport
from jiwar.casework.people.models import Person
from tests.casework.people.imports.conftest import LISTS, fates, run, sent
from tests.cast import Player

CREATED: tuple[str, list[str]] = ("created", [])
LIKE: tuple[str, list[str]] = ("decision", ["candidates"])

MESSY: dict[int, tuple[str, list[str]]] = {
    2: CREATED,  # the head of family F1
    3: CREATED,  # his wife: the same telephone, another sex
    4: CREATED,  # Arabic digits, the year first
    5: CREATED,  # Ethiopian, said so
    6: LIKE,  # the same UNHCR number in Ge'ez letters
    7: CREATED,  # Hijri by the month's name
    8: LIKE,  # the same person in Somali spelling: telephone and day of birth
    9: ("decision", ["phone-country"]),  # Solar Hijri by country; an Iranian number in Egypt
    10: CREATED,  # about 35
    11: ("error", ["date"]),  # 31 February
    12: CREATED,  # two scripts in one cell; 3/4/88 is a year only
    13: CREATED,  # Malay 'P', a people in brackets is left out
    14: LIKE,  # the same UNHCR number in Bengali letters
    15: ("error", ["formula"]),
    16: CREATED,  # a month's name in Arabic
    17: ("skipped", ["empty"]),
    18: ("error", ["date"]),  # a 13th month
    19: CREATED,  # a Hijri year alone
    20: CREATED,  # Hijri by its year, numbers alone
    21: LIKE,  # the first one in Latin letters: telephone and day of birth
    22: CREATED,  # Russian
    23: ("error", ["future"]),
    24: ("decision", ["name-unknown"]),
    25: CREATED,  # a line break inside the name
    26: CREATED,  # Solar Hijri, said so
    27: ("error", ["too-long"]),
}
CP1256 = {
    2: CREATED,
    3: CREATED,
    4: ("error", ["lost-signs", "lost-signs"]),
    5: CREATED,
    6: ("error", ["date"]),
    7: CREATED,
    8: CREATED,
}


def as_in_the_workbook() -> dict[int, tuple[str, list[str]]]:
    """Two rows further down, without the endless cell, and with a row of totals."""
    moved = {row + 2: fate for row, fate in MESSY.items() if row < 27}
    return moved | {29: ("skipped", ["total"])}


EXPECTED = {
    "intake-messy.csv": MESSY,
    "intake-cp1256.csv": CP1256,
    "intake-messy.xlsx": as_in_the_workbook(),
}


def brought_in(player: Player, name: str, *, only_try: bool = False) -> PeopleImport:
    return run(player, sent(player, (LISTS / name).read_bytes(), name), only_try=only_try)


@pytest.mark.parametrize("name", EXPECTED)
def test_every_row_meets_its_fate(importer: Player, name: str) -> None:
    brought = brought_in(importer, name)
    assert brought.state == "done"
    assert fates(brought) == EXPECTED[name]
    assert brought.total == len(EXPECTED[name]) == brought.done
    created = sum(fate == "created" for fate, _codes in EXPECTED[name].values())
    assert Person.objects.count() == created
    assert brought.counts["created"] == created


@pytest.mark.parametrize("name", EXPECTED)
def test_trying_foretells_every_fate(importer: Player, name: str) -> None:
    tried = brought_in(importer, name, only_try=True)
    assert Person.objects.count() == 0
    assert {row: fate for row, (fate, _said) in fates(tried).items()} == {
        row: fate for row, (fate, _said) in EXPECTED[name].items()
    }
