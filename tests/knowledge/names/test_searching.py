"""The index: the likeliest names come first, however the name was heard."""

import pytest

from jiwar.knowledge.names import Index

NAMES = [
    "Mohamed Abdelrahman",
    "محمد عبد الله",
    "Hassan Ali Omar",
    "حسين علي عمر",
    "Tesfaye Bekele",
    "তাসলিমা নাসরিন",
    "Fatima Zahra Benali",
    "Mehmet Yılmaz",
    "Muhammad Qasim Fahim",
    "Анна Иванова",
    "ምንይችል መንግስቱ",
]


@pytest.fixture(scope="module")
def index() -> Index:
    found = Index()
    found.build(NAMES)
    return found


@pytest.mark.parametrize(
    ("sought", "place"),
    [
        ("محمد عبد الرحمن", 0),
        ("Abdurrahman Muhammed", 0),
        ("Mohammed Abdullah", 1),
        ("حسن علي عمر", 2),
        ("Hussein Ali Omer", 3),
        ("ተስፋዬ በቀለ", 4),
        ("Taslima Nasrin", 5),
        ("فاطمة الزهراء بن علي", 6),
        ("محمد يلماز", 7),
        ("محمدقسیم فهیم", 8),
        ("Anna Ivanova", 9),
        ("Minyichil Mengistu", 10),
    ],
)
def test_a_name_in_another_script_is_found_first(index: Index, sought: str, place: int) -> None:
    assert index.search(sought, 1)[0][0] == place


def test_of_names_that_sound_alike_the_usual_spelling_comes_first() -> None:
    names = ["امحمد براهيم", "محمد ابراهيم", *NAMES]
    index = Index()
    index.build(names)
    assert index.search("Muhammad Ibrahim", 1)[0][0] == 1


def test_nothing_is_found_for_nothing(index: Index) -> None:
    assert index.search("", 5) == []
    assert index.search("!? 12", 5) == []


def test_no_more_than_asked(index: Index) -> None:
    assert len(index.search("Ali", 2)) == 2


def test_building_again_forgets(index: Index) -> None:
    other = Index()
    other.build(NAMES)
    other.build(["Ali"])
    assert [place for place, _ in other.search("Hassan Ali", 5)] == [0]
    assert 0 < other.size() < index.size()


def test_an_empty_index_finds_nothing() -> None:
    assert Index().search("Ali", 5) == []
