"""Any k of n shares bring back the keys, k-1 do not; whatever is misread is said in a sentence."""

from itertools import combinations
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shamir_mnemonic.wordlist import WORDLIST

from jiwar.foundation.vault import custody
from jiwar.site import options
from jiwar.site.command_line.refusal import Refusal
from jiwar.site.keyring import pages, shares
from jiwar.site.keyring.shares import Collection, Split

QUICK = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def home(tmp_path: Path) -> options.Options:
    found = options.read({"JIWAR_HOME": str(tmp_path)})
    custody.add_group(custody.create(found.keys), uuid4())
    return found


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> tuple[options.Options, Split]:
    """Two of three, made once for many examples."""
    found = options.read({"JIWAR_HOME": str(tmp_path_factory.mktemp("home"))})
    custody.add_group(custody.create(found.keys), uuid4())
    return found, shares.split(found, needed=2, of=3)


def opened(words: "list[str] | tuple[str, ...]") -> str:
    found = Collection()
    for each in words:
        found.add(each)
    return str(found.identity().to_public())


@given(data=st.data(), of=st.integers(2, 6))
@QUICK
def test_any_k_of_n_open_and_fewer_do_not(home: options.Options, data: st.DataObject, of: int) -> None:
    needed = data.draw(st.integers(2, of))
    made = shares.split(home, needed=needed, of=of)
    for some in combinations(made.words, needed):
        assert opened(some) == made.shares.recipient
    for some in combinations(made.words, needed - 1):
        with pytest.raises(Refusal, match="Too few shares: 1 more are needed"):
            opened(some)


@given(data=st.data())
@QUICK
def test_one_word_misread_is_found(three: tuple[options.Options, Split], data: st.DataObject) -> None:
    words = three[1].words[0].split()
    at = data.draw(st.integers(0, len(words) - 1))
    other = data.draw(st.sampled_from([word for word in WORDLIST if word != words[at]]))
    with pytest.raises(Refusal, match="The words do not belong together"):
        Collection().add(" ".join([*words[:at], other, *words[at + 1 :]]))


@given(data=st.data())
@QUICK
def test_two_words_exchanged_are_found(three: tuple[options.Options, Split], data: st.DataObject) -> None:
    words = three[1].words[1].split()
    one, two = data.draw(st.lists(st.integers(0, len(words) - 1), min_size=2, max_size=2, unique=True))
    if words[one] == words[two]:
        return
    words[one], words[two] = words[two], words[one]
    with pytest.raises(Refusal, match="The words do not belong together"):
        Collection().add(" ".join(words))


@given(st.text(max_size=300))
@QUICK
def test_whatever_is_typed_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        Collection().add(text)
    assert str(refused.value).endswith((".", "?"))


def test_a_word_that_is_none_is_named_with_the_one_it_may_be(three: tuple[options.Options, Split]) -> None:
    words = three[1].words[0].split()
    with pytest.raises(Refusal, match=r"Word 1, 'academics', is in no share: is it 'academic'\?"):
        Collection().add(" ".join(["academics", *words[1:]]))
    with pytest.raises(Refusal, match=r"Word 2, 'zzzz', is in no share\."):
        Collection().add(" ".join([words[0], "zzzz", *words[2:]]))


def test_four_letters_of_each_word_are_enough_in_any_case(three: tuple[options.Options, Split]) -> None:
    made = three[1]
    short = [" ".join(word[:4].upper() for word in each.split()) for each in made.words[:2]]
    assert opened(short) == made.shares.recipient


def test_a_whole_page_is_read_as_its_words(three: tuple[options.Options, Split]) -> None:
    made = three[1]
    printed = [pages.share_page(made.shares, number, made.words[number - 1], ["دار 3 apples"]) for number in (1, 3)]
    assert opened(printed) == made.shares.recipient


def test_a_share_of_another_set_and_one_given_twice_are_said(home: options.Options) -> None:
    one, other = shares.split(home, needed=2, of=3), shares.split(home, needed=2, of=3)
    found = Collection()
    found.add(one.words[0])
    with pytest.raises(Refusal, match="belongs to another set"):
        found.add(other.words[1])
    with pytest.raises(Refusal, match="given already"):
        found.add(one.words[0])
    assert found.missing == 1


@pytest.mark.parametrize(("needed", "of"), [(1, 3), (4, 3), (2, 17), (0, 0), (1, 1), (-2, 3)])
def test_what_is_no_way_to_split_is_refused(home: options.Options, needed: int, of: int) -> None:
    with pytest.raises(Refusal, match="At least 2 shares are needed of at most 16"):
        shares.split(home, needed=needed, of=of)
    assert custody.load(home.keys).shares is None


def test_a_copy_opens_for_the_shares_and_holds_the_keys_of_its_day(home: options.Options, tmp_path: Path) -> None:
    assert shares.copy_beside(tmp_path / "early.age", custody.load(home.keys)) is None
    made = shares.split(home, needed=2, of=2)
    before = custody.load(home.keys)
    copy = shares.copy_beside(tmp_path / "backup.age", custody.load(home.keys))
    assert copy == tmp_path / "backup.keys.age"
    custody.add_group(before, uuid4())
    found = Collection()
    for each in made.words:
        found.add(each)
    back = shares.opened_copy(copy, found.identity())
    assert (back.site, back.groups, back.shares) == (before.site, before.groups, before.shares)
    for key in (before.site, *(each.current for each in before.groups.values())):
        assert key not in copy.read_bytes()
    copy.write_bytes(copy.read_bytes()[:-1])
    with pytest.raises(Refusal, match="do not open"):
        shares.opened_copy(copy, found.identity())


def test_a_page_says_all_it_must_in_both_languages(three: tuple[options.Options, Split]) -> None:
    made = three[1]
    page = pages.share_page(made.shares, 2, made.words[1], ["Dar al-Aman"])
    assert "RECOVERY SHARE 2 OF 3" in page
    assert page.count("Dar al-Aman") == page.count(shares.fingerprint(made.shares)) == page.count(made.shares.on) == 2
    assert "Any 2 of the 3 shares" in page
    assert "أي 2 من 3" in page or "من أصل 3" in page
    for number, word in enumerate(made.words[1].split(), 1):
        assert f"{number} {word}" in page
    for other in (made.words[0], made.words[2]):
        assert other not in page
    assert max(len(line) for line in page.splitlines()) <= 110


def test_the_words_are_in_no_file_of_the_home(three: tuple[options.Options, Split]) -> None:
    found, made = three
    whole = b"".join(path.read_bytes() for path in found.home.rglob("*") if path.is_file())
    for words in made.words:
        assert words.encode() not in whole
        assert " ".join(words.split()[4:8]).encode() not in whole
