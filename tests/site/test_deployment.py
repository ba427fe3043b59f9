"""`jiwar doctor --deploy`: what is well, what is not, and that each fault is said with what it is for."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from jiwar.foundation.groups.context import acting_for
from jiwar.foundation.groups.models import Group
from jiwar.foundation.vault import files
from jiwar.foundation.vault import keys as vault_keys
from jiwar.foundation.vault.models import Subject
from jiwar.site import deployment, examination, front, mounts, options, several
from jiwar.site.command_line import django_start
from jiwar.site.command_line.refusal import Refusal
from tests.foundation.vault.clamd import clamd
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
        monkeypatch.setattr(options, "read", lambda *_environment: read)
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


MOUNTED = """22 1 259:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
40 22 0:40 / /srv/jiwar\\040home rw,relatime - nfs4 storage:/jiwar rw,hard
42 22 0:42 / /srv/données rw,relatime - nfs4 storage:/more rw,hard
41 40 0:41 / /srv/jiwar\\040home/static rw,relatime - tmpfs tmpfs rw
"""


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("/srv/jiwar home/files/ab", "nfs4"),
        ("/srv/jiwar home/static/x", ""),
        ("/srv/données/x", "nfs4"),
        ("/srv/jiwar", ""),
        ("/", ""),
    ],
)
def test_a_disk_across_a_network_is_seen(place: str, kind: str) -> None:
    assert mounts.network_below(Path(place), MOUNTED) == kind


def test_sqlite_across_a_network_is_refused(given: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    given()
    assert LOOKS["place"]().well
    monkeypatch.setattr(mounts, "network_below", lambda _place: "nfs4")
    assert "two writers would destroy it" in LOOKS["place"]().text
    with pytest.raises(Refusal, match="SQLite cannot lie on nfs4"):
        django_start.start()


def test_postgresql_may_serve_a_home_across_a_network(given: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    given(database="postgres")
    monkeypatch.setattr(mounts, "network_below", lambda _place: "nfs4")
    assert LOOKS["place"]().well


def test_without_a_proxy_it_says_to_start_one(given: Any) -> None:
    given(origin="https://desk.example.org:9", behind_proxy="yes")
    for name in ("certificate", "proxy"):
        found = LOOKS[name]()
        assert (found.well, found.text) == (False, "nobody answers on port 9 of this machine: start the proxy.")


@pytest.mark.parametrize(
    ("name", "days", "lived", "well", "said"),
    [
        ("desk.example.org", 200, 190, True, "for desk.example.org, until"),
        ("*.example.org", 200, 190, True, "for desk.example.org, until"),
        ("other.example.org", 200, 190, False, "it is not for desk.example.org"),
        ("desk.example.org", 29, 300, False, "it ends in 29 days"),
        ("desk.example.org", 0, 0, True, "for desk.example.org, until"),
    ],
)
def test_a_certificate_is_for_the_name_and_lasts(
    given: Any, monkeypatch: pytest.MonkeyPatch, name: str, days: int, lived: int, well: bool, said: str
) -> None:
    given(**SECURE)

    class Door:
        def __enter__(self) -> "Door":
            return self

        def __exit__(self, *_fault: object) -> None: ...

        def getpeercert(self, *, binary_form: bool) -> bytes:
            return certificate_for(name, days=days, lived=lived)

    monkeypatch.setattr(front, "_door", lambda _given: Door())
    found = LOOKS["certificate"]()
    assert (found.well, said in found.text) == (well, True), found.text


def certificate_for(name: str, *, days: int, lived: int) -> bytes:
    """One that lives for some days more; with 0 it is one of those that are renewed every few hours."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    named = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "desk")])
    made = (
        x509.CertificateBuilder(named, named, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=lived))
        .not_valid_after(now + timedelta(days=days, hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    return made.public_bytes(serialization.Encoding.DER)


@pytest.mark.django_db
def test_files_of_another_machine_must_lie_here(group: Group, keys: Any, settings: Any, tmp_path: Path) -> None:
    assert "no file was uploaded yet" in several.shared_files().text
    with acting_for(group), vault_keys.session():
        owner = Subject.objects.create(kind="case")
        for _number in range(3):
            files.store(subject_id=owner.id, compartment="general", chunks=[b"x"], name="a", media_type="b")
    assert several.shared_files().well
    settings.JIWAR_FILES = tmp_path / "elsewhere"
    found = several.shared_files()
    assert (found.well, found.text[:24]) == (False, "3 of the newest 3 do not")


def test_the_scanner_is_asked_how_old_it_is(given: Any, settings: Any, tmp_path: Path) -> None:
    look = dict(examination.EXAMINATIONS)["scanner"]
    assert look().well
    given(clamav=str(tmp_path / "clamd.ctl"))
    settings.JIWAR_CLAMAV = str(tmp_path / "clamd.ctl")
    assert "does not answer (FileNotFoundError), and no file is taken in" in look().text
    with clamd(tmp_path) as scanner:
        scanner.version = f"ClamAV 1.4.6/27800/{datetime.now(UTC):%a %b %d %H:%M:%S %Y}".encode()
        assert look().text.startswith("ClamAV 1.4.6, signatures of ")
        scanner.version = b"ClamAV 1.4.6/27800/Mon Nov  2 09:12:00 2026"
        assert "with signatures of 2026-11-02" in look().text


def test_style_sheets_are_for_everybody(given: Any) -> None:
    home = given()
    home.chmod(0o700)
    (home / "static").mkdir(mode=0o755)
    (home / "static" / "desk.css").touch(mode=0o644)
    assert LOOKS["files"]().well
