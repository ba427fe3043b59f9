"""What the administrator's page says of the keys, and to whom."""

import re
from pathlib import Path

import pytest

from jiwar.foundation.vault import custody
from jiwar.site import options
from jiwar.site.keyring import changing, rehearsing, shares
from jiwar.site.keyring.shares import Collection
from tests.cast import Cast

PAGE = "/backups/"


@pytest.fixture
def home(cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> options.Options:
    monkeypatch.setenv("JIWAR_HOME", str(tmp_path))
    return options.read()


def card(cast: Cast, language: str = "en") -> str:
    client = cast.administrator.client
    client.cookies["jiwar_language"] = language
    return re.sub(r"</?bdi[^>]*>", "", client.get(PAGE).content.decode().partition('id="keys"')[2])


def typed_back(home: options.Options, made: shares.Split) -> None:
    found = Collection()
    for words in made.words[: made.shares.needed]:
        found.add(words)
    rehearsing.with_shares(home, found.identity(), None)


def test_what_was_never_done_is_said(cast: Cast, home: options.Options) -> None:
    page = card(cast)
    for said in ("opens without a passphrase", "one recovery sheet opens the keys", "never", "key recover --rehearse"):
        assert said in page


def test_shares_and_their_rehearsal_are_shown_until_new_ones_are_made(cast: Cast, home: options.Options) -> None:
    made = shares.split(home, needed=2, of=3)
    typed_back(home, made)
    page = card(cast)
    assert "any 2 of 3 shares" in page
    assert shares.fingerprint(made.shares) in page
    assert ("recent" in page, "never" in page) == (True, False)
    shares.split(home, needed=2, of=3)
    assert "never" in card(cast)


def test_nothing_is_said_of_shares_that_open_other_keys(cast: Cast, home: options.Options) -> None:
    old = shares.split(home, needed=2, of=2)
    shares.split(home, needed=2, of=2)
    with pytest.raises(Exception, match="were not made for these keys"):
        typed_back(home, old)
    assert not home.last_share_rehearsal.exists()


@pytest.mark.parametrize(("language", "says"), [("en", "is being changed"), ("ar", "يجري تغيير"), ("fr", "en cours")])
def test_how_far_a_change_is(cast: Cast, home: options.Options, language: str, says: str) -> None:
    changing.begin(deep=True)
    page = card(cast, language)
    assert says in page
    if language == "en":
        for step in ("Telephones", "Numbers of papers", "Lists of names", "Keys of files", "checkpoints"):
            assert step in page


def test_no_key_and_no_word_is_on_it(cast: Cast, home: options.Options) -> None:
    made = shares.split(home, needed=2, of=3)
    whole = cast.administrator.client.get(PAGE).content.decode()
    assert made.words[0].split()[5] + " " + made.words[0].split()[6] not in whole
    assert custody.recovery_code(custody.load(home.keys).site) not in whole


def test_others_do_not_see_it(cast: Cast, home: options.Options) -> None:
    for player in (cast.caseworker, cast.guardian, cast.coordinator):
        assert player.client.get(PAGE).status_code in (403, 404)
