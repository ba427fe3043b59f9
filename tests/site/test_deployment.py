"""`jiwar doctor --deploy`: what is well, what is not, and that each fault is said with what it is for."""

from pathlib import Path
from typing import Any

import pytest

from jiwar.site import deployment, examination, options
from tests.site.conftest import NewSite

LOOKS = dict(deployment.EXAMINATIONS)


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """The options as a test says they are."""

    def say(**values: str) -> Path:
        environment = {
            "JIWAR_HOME": str(tmp_path),
            **{f"JIWAR_{name.upper()}": value for name, value in values.items()},
        }
        read = options.read(environment)
        monkeypatch.setattr(options, "read", lambda: read)
        return tmp_path

    return say


SECURE = {"origin": "https://desk.example.org", "behind_proxy": "yes"}


@pytest.mark.parametrize(
    ("name", "values", "well", "said"),
    [
        ("origin", SECURE, True, "https only"),
        ("origin", {}, False, "JIWAR_ORIGIN"),
        ("door", SECURE, True, "behind the proxy"),
        ("door", {"origin": "https://desk.example.org"}, False, "JIWAR_BEHIND_PROXY"),
        ("door", {"bind": "10.0.0.5"}, False, "JIWAR_BIND=127.0.0.1"),
        ("hosts", {"allowed_hosts": ".example.org"}, False, "name each host"),
        ("hosts", SECURE, True, "desk.example.org, and no other"),
        ("roles", {}, True, "SQLite"),
        ("roles", {"database": "postgres"}, False, "JIWAR_DATABASE_OWNER"),
        ("roles", {"database": "postgres", "database_owner": "jiwar"}, False, "JIWAR_DATABASE_OWNER"),
        ("roles", {"database": "postgres", "database_owner": "o", "database_host": "10.0.0.5"}, False, "private"),
        (
            "roles",
            {"database": "postgres", "database_owner": "o", "database_host": "/run/postgresql"},
            True,
            "two roles",
        ),
        ("mail", {}, True, "nothing leaves"),
        ("mail", {"email_host": "mail.example.org", "email_from": "a@example.org"}, True, "mail.example.org"),
    ],
)
def test_what_the_options_say(given: Any, name: str, values: dict[str, str], well: bool, said: str) -> None:
    given(**values)
    found = LOOKS[name]()
    assert (found.well, said in found.text) == (well, True), found.text


def test_a_file_that_others_can_read_is_named(given: Any) -> None:
    home = given()
    home.chmod(0o700)
    (home / "letter").touch(mode=0o600)
    assert LOOKS["files"]().well
    (home / "letter").chmod(0o640)
    assert "letter" in LOOKS["files"]().text
    assert not LOOKS["files"]().well


def test_an_encrypted_device_is_seen_below_a_volume(tmp_path: Path) -> None:
    volume, crypt = tmp_path / "dm-1", tmp_path / "dm-0"
    for device, name in ((volume, "LVM-x"), (crypt, "CRYPT-LUKS2-x")):
        (device / "dm").mkdir(parents=True)
        (device / "dm" / "uuid").write_text(name)
    assert not deployment._rests_encrypted(volume)
    (volume / "slaves").mkdir()
    (volume / "slaves" / "dm-0").symlink_to(crypt)
    assert deployment._rests_encrypted(volume)


def test_swap_is_read(tmp_path: Path) -> None:
    listed = tmp_path / "swaps"
    listed.write_text("Filename Type Size Used Priority\n/dev/sda2 partition 1 0 -2\n")
    assert deployment._swaps(listed) == ["/dev/sda2"]
    assert deployment._swaps(tmp_path / "none") == []


def test_the_command_looks_at_everything_once_and_says_what_to_do(new_site: NewSite) -> None:
    site = new_site()
    site.set_up()
    done = site.jiwar("doctor", "--deploy")
    assert done.returncode == 1
    names = [line.split()[1] for line in done.stdout.splitlines()[:-1]]
    assert names == [name for name, _ in (*examination.EXAMINATIONS, *deployment.EXAMINATIONS)]
    assert "could not be looked at" not in done.stdout
    assert [line for line in done.stdout.splitlines()[:-1] if not line.rstrip().endswith(".")] == []
    assert "user" not in [line.split()[1] for line in site.jiwar("doctor").stdout.splitlines()]
