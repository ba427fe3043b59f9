"""Options are read, checked, and refused in one sentence."""

import stat
from pathlib import Path

import pytest

from jiwar.site import options


def read(home: Path, **variables: str) -> options.Options:
    return options.read(
        {"JIWAR_HOME": str(home), **{f"JIWAR_{name.upper()}": value for name, value in variables.items()}}
    )


def test_defaults_are_safe(tmp_path: Path) -> None:
    given = read(tmp_path)
    assert (given.database, given.debug, given.bind, given.email_host) == ("sqlite", False, "127.0.0.1", "")
    assert given.hosts == ["localhost"]
    assert not given.secure


def test_the_environment_beats_the_file(tmp_path: Path) -> None:
    (tmp_path / "jiwar.toml").write_text('port = 9000\nlines = ["a.b", "c.d"]\norigin = "https://desk.example.org"\n')
    given = read(tmp_path, port="9001", allowed_hosts="one.example, two.example")
    assert (given.port, given.lines, given.secure) == (9001, ("a.b", "c.d"), True)
    assert given.hosts == ["desk.example.org", "one.example", "two.example"]


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("database", "oracle", "'sqlite' or 'postgres' is expected"),
        ("port", "door", "a whole number is expected"),
        ("debug", "perhaps", "yes or no is expected"),
        ("origin", "http://desk.example.org", "only http://localhost is accepted"),
        ("origin", "desk", "take an address such as"),
        ("allowed_hosts", "*", "name every host"),
        ("session_idle_minutes", "45", "take 15 to 30"),
        ("session_hours", "24", "take 8 to 10"),
        ("processes", "0", "between 1 and 16"),
        ("clamav", "clamd.local", "the path of a socket, or host:port"),
        ("email_host", "mail.example.org", "JIWAR_EMAIL_FROM must be set"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(tmp_path: Path, name: str, value: str, sentence: str) -> None:
    with pytest.raises(options.BadOption, match=sentence.replace("*", r"\*")) as refused:
        read(tmp_path, **{name: value})
    assert str(refused.value).startswith("JIWAR_")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(("text", "sentence"), [("colour = 1", "'colour', which does not exist"), ("= 1", "not valid")])
def test_a_wrong_file_is_refused(tmp_path: Path, text: str, sentence: str) -> None:
    (tmp_path / "jiwar.toml").write_text(text)
    with pytest.raises(options.BadOption, match=sentence):
        read(tmp_path)


def test_every_option_says_what_it_means() -> None:
    for option in options.described():
        assert option.meaning.endswith("."), option.name
        assert option.danger == "none" or option.danger.endswith("."), option.name


def test_the_secret_key_is_made_once_and_private(tmp_path: Path) -> None:
    home = tmp_path / "home"
    key = options.secret_key(home)
    assert len(key) == 64
    assert options.secret_key(home) == key
    assert stat.S_IMODE((home / "secret-key").stat().st_mode) == 0o600
    assert [path.name for path in home.iterdir()] == ["secret-key"]
