"""Names a reader would call the same, and names they would not: each line can be judged by a speaker."""

import pytest

from jiwar.knowledge.names import How, compare, compare_all, compare_many, comparing

SAME = [
    ("Mohamed Abdelrahman", "محمد عبد الرحمن"),
    ("Mohamed Abd al-Rahman", "Muhammad Abdurrahman"),
    ("Hassan bin Ali", "حسن علي"),
    ("Ben Azzouz Karim", "Karim Benazzouz"),
    ("Fatima Zahra Benali", "فاطمة الزهراء بن علي"),
    ("Noureddine Cherif", "نور الدين شريف"),
    ("Yusuf Ibrahim", "يوسف إبراهيم"),
    ("Osman Gharib", "عثمان غريب"),
    ("Othman Gharib", "عثمان غريب"),
    ("Abdirahman Ismail", "عبد الرحمن إسماعيل"),
    ("Mehmet Yılmaz", "محمد يلماز"),
    ("Çelik Mehmet", "محمد جليك"),
    ("Ali Rıza Şahin", "علي رضا شاهين"),
    ("علی‌رضا کریمی", "Alireza Karimi"),
    ("محمدقسیم فهیم", "Muhammad Qasim Fahim"),
    ("حسن زاده رضا", "Reza Hassanzadeh"),
    ("خالد پور", "Khaled Pour"),
    ("شێرکۆ بێکەس", "Sherko Bekas"),
    ("گل محمد نورزی", "Gul Mohammad Noorzai"),
    ("ایان حرسی علی", "Ayaan Hirsi Ali"),
    ("Анна Иванова", "Anna Ivanova"),
    ("Мухаммад Каримов", "Muhammad Karimov"),
    ("তাসলিমা নাসরিন", "Taslima Nasrin"),
    ("মোঃ নাজিম উদ্দিন", "Mohammad Nazim Uddin"),
    ("ተስፋዬ በቀለ", "Tesfaye Bekele"),
    ("ኃይለ ሥላሴ ወልደ ማርያም", "Haile Selassie Wolde Mariam"),
    ("Dr. Khaled Mansour", "Khaled Mansour"),
]
NOT_THE_SAME = [
    ("Hassan Ali Omar", "Hussein Ali Omar"),
    ("حسن علي عمر", "Hussein Ali Omer"),
    ("Karim Mansour", "Karima Mansour"),
    ("Samir Haddad", "Samira Haddad"),
    ("Mohamed Ali Hassan", "Ahmed Ali Hassan"),
    ("Tesfaye Bekele", "Selam Bekele"),
    ("Fatima Osman", "Amina Osman"),
    ("Khaled Mansour", "Walid Mansour"),
    ("محمد عبد الرحمن", "Mahmoud Abdelrahman"),
    ("Ivan Petrov", "Anna Petrova"),
    ("Ali Hassan", "Omar Khalil"),
    ("مريم يوسف", "Marwan Youssef"),
    ("তাসলিমা নাসরিন", "Nasrin Akhter"),
    ("Abdullah Saleh", "Abdulkarim Saleh"),
]
# Common names, a part missing, Somali spelling: not sure, and well above strangers.
DOUBTFUL = [
    ("Maxamed Cabdi Xasan", "Mohamed Abdi Hassan"),
    ("Siti binti Ahmad", "Siti Ahmad"),
    ("M. Abdelrahman Osman", "Mohamed Abdelrahman Osman"),
    ("Ahmad Ali Hassan Omar", "Ahmad Ali Omar"),
]


@pytest.mark.parametrize(("a", "b"), SAME)
def test_the_same(a: str, b: str) -> None:
    assert compare(a, b).score > 0.5


@pytest.mark.parametrize(("a", "b"), NOT_THE_SAME)
def test_not_the_same(a: str, b: str) -> None:
    assert compare(a, b).score < 0.2


@pytest.mark.parametrize(("a", "b"), DOUBTFUL)
def test_in_doubt(a: str, b: str) -> None:
    assert compare(a, b).score > 0.2


@pytest.mark.parametrize(
    ("a", "b", "found"),
    [
        ("Ali Hassan", "Ali Hassan", {How.SAME}),
        ("Mohamed Hassan", "Muhammed Hassan", {How.SPELLING, How.SAME}),
        ("علي حسن", "Ali Hassan", {How.SCRIPT}),
        ("A. Karimi", "Ali Karimi", {How.INITIAL, How.SAME}),
        ("Ali Reza Karimi", "Alireza Karimi", {How.JOINED, How.SAME}),
        ("Karim Ben Azzouz", "Karim Azzouz", {How.SAME, How.PARTICLE}),
        ("Sheikh Khaled Mansour", "Khaled Mansour", {How.TITLE, How.SAME}),
        ("Khaled Walid Mansour", "Khaled Mansour", {How.EXTRA, How.SAME}),
        ("Khaled Mansour", "Khaled Walid Mansour", {How.MISSING, How.SAME}),
        ("Tesfaye Bekele", "Selam Bekele", {How.DIFFERENT, How.SAME}),
        ("Mansour Khaled", "Khaled Mansour", {How.SAME, How.ORDER}),
    ],
)
def test_why(a: str, b: str, found: set[How]) -> None:
    assert {reason.how for reason in compare(a, b).why} == found


def test_why_in_words() -> None:
    assert compare("محمد عبد الرحمن", "Mohamed Abdelrahman Osman").explain() == (
        "محمد is mohamed in another script; عبد الرحمن is abdelrahman in another script; "
        "osman is in the second name only."
    )


def test_the_other_way_round_the_reasons_are_exchanged() -> None:
    one, other = compare("Khaled Walid Mansour", "خالد منصور"), compare("خالد منصور", "Khaled Walid Mansour")
    assert one.score == other.score
    assert {(r.how, r.left, r.right) for r in one.exchanged().why} == {(r.how, r.left, r.right) for r in other.why}


def test_many_at_once() -> None:
    pairs = SAME + NOT_THE_SAME
    scores = compare_many([a for a, _ in pairs], [b for _, b in pairs])
    assert scores.tolist() == pytest.approx([compare(a, b).score for a, b in pairs], abs=1e-5)


def test_so_many_that_they_are_taken_in_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    pairs = SAME + NOT_THE_SAME + [(b, a) for a, b in DOUBTFUL]
    lefts, rights = [a for a, _ in pairs], [b for _, b in pairs]
    at_once = compare_many(lefts, rights)
    monkeypatch.setattr(comparing, "FEW", 0)
    assert compare_many(lefts, rights).tolist() == pytest.approx(at_once.tolist(), abs=1e-5)
    assert compare_many([], []).tolist() == []


def test_a_page_of_pairs_has_the_scores_and_reasons_of_each() -> None:
    pairs = [*SAME, *NOT_THE_SAME, *((b, a) for a, b in SAME), ("", "Ali"), ("Ali", "Ali"), ("", "")]
    found = compare_all([a for a, _ in pairs], [b for _, b in pairs])
    for row, (a, b) in enumerate(pairs):
        one = compare(a, b)
        assert found.one(row).score == pytest.approx(one.score, abs=1e-5)
        assert found.why(row) == one.why
    assert compare_all([], []).scores.tolist() == []
