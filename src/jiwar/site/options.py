"""The one reader of options: every switch of the program, its default, what it means and what it can break.

An option is read from the environment (`JIWAR_<NAME>` in capitals), else from `jiwar.toml` in the home directory
(the same name in small letters), else it has its default. An unknown name in `jiwar.toml`, or a value that cannot be
read, stops the start with one sentence. `JIWAR_HOME` itself is read from the environment only.
"""

import os
import re
import secrets
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, get_type_hints
from urllib.parse import urlsplit

Database = Literal["sqlite", "postgres"]
_HOST_AND_PORT = re.compile(r"[^\s/]+:\d{1,5}")
_AGE_RECIPIENT = re.compile(r"age1[02-9ac-hj-np-z]{58}")


class BadOption(ValueError):
    """An option that cannot be used. The message is one sentence naming the option, the place and the remedy."""


def _option(default: Any, *, meaning: str, danger: str = "none") -> Any:
    return field(default=default, metadata={"meaning": meaning, "danger": danger})


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """All options, read and checked."""

    home: Path = _option(
        Path("var"),
        meaning="Directory of this installation: database, sealed files, keys, secret key, jiwar.toml.",
        danger="Whoever can read it while the keys lie in it can read everything. Keep it readable by one user only.",
    )
    database: Database = _option(
        "sqlite",
        meaning="Where rows are kept: 'sqlite' (a file in the home directory) or 'postgres'.",
        danger="Changing it does not move the data: the other database starts empty.",
    )
    database_host: str = _option(
        "",
        meaning="PostgreSQL server: a host name, or the directory of its socket.",
        danger="Over a network the connection must be private; rows that are not sealed travel in it.",
    )
    database_port: int = _option(5432, meaning="PostgreSQL port.")
    database_name: str = _option("jiwar", meaning="PostgreSQL database.")
    database_user: str = _option(
        "jiwar",
        meaning="PostgreSQL role the server runs as.",
        danger="A role with SUPERUSER or BYPASSRLS switches off the second wall between groups.",
    )
    database_password: str = _option(
        "",
        meaning="PostgreSQL password; empty when the socket authenticates.",
        danger="Prefer the socket: the environment of a process can be read by its user.",
    )
    database_owner: str = _option(
        "",
        meaning="A second PostgreSQL role, which owns the tables and changes them at start. Empty: the server's own.",
        danger="Without it the server could change its tables and take down the wall between groups.",
    )
    database_owner_password: str = _option("", meaning="Its password; empty when the socket authenticates.")
    origin: str = _option(
        "http://localhost:8000",
        meaning="The address people type, with scheme and port. Passkeys are bound to its host name.",
        danger="Changing the host makes enrolled passkeys useless. Plain http is accepted for localhost only.",
    )
    allowed_hosts: tuple[str, ...] = _option(
        (),
        meaning="Further host names that are answered, separated by commas; the host of the origin always is.",
        danger="A star would let a forged Host header into links.",
    )
    debug: bool = _option(
        False,
        meaning="Show error pages with code and values.",
        danger="Error pages then contain what people told us. Never where real data is.",
    )
    bind: str = _option(
        "127.0.0.1",
        meaning="Address the server listens on.",
        danger="Any other address opens the desk to the network: put a TLS proxy in front.",
    )
    port: int = _option(8000, meaning="Port the server listens on.")
    processes: int = _option(
        1,
        meaning="Server processes. One is enough for fifteen people at once; each further one costs about 80 MB.",
    )
    threads: int = _option(4, meaning="Threads of each server process.")
    behind_proxy: bool = _option(
        False,
        meaning="A proxy on this machine ends TLS and sets X-Forwarded-Proto.",
        danger="Without such a proxy anybody can claim to have come by https.",
    )
    key_passphrase_file: str = _option(
        "",
        meaning="A file whose first line is the passphrase of the key file. Empty: it is asked for.",
        danger="Beside the key file it protects nothing: keep it where a copy of the disk does not hold it.",
    )
    lines: tuple[str, ...] = _option(
        ("jiwar.lines.legal", "jiwar.lines.learning"),
        meaning="The service lines of this installation, separated by commas.",
        danger="Taking a line out hides its rows; it does not erase them.",
    )
    session_idle_minutes: int = _option(
        20, meaning="Minutes without a request after which a session ends (15 to 30).", danger="Shared desks: take 15."
    )
    session_hours: int = _option(9, meaning="Hours after which every session ends (8 to 10).")
    backup_recipients: tuple[str, ...] = _option(
        (),
        meaning="Public keys (age1…) that open backups too, separated by commas; made with age-keygen elsewhere.",
        danger="Whoever holds a secret half and the recovery sheet reads every backup.",
    )
    backup_to_site: bool = _option(
        True,
        meaning="Whether the key of this installation opens its own backups.",
        danger="With no, a stolen server opens no older backup; and when the secret halves are lost, nobody does.",
    )
    clamav: str = _option(
        "",
        meaning="Scanner of viruses (clamd): the path of its socket, or host:port. Empty: files are not examined.",
        danger="On another machine files travel to it in clear: take a socket of this machine.",
    )
    clamav_required: bool = _option(
        True,
        meaning="Whether no file is taken in while the scanner does not answer.",
        danger="With no, such files are kept unexamined; the audit says of which.",
    )
    email_host: str = _option(
        "",
        meaning="SMTP server. Empty: no message leaves the machine.",
        danger="A message tells the mail provider that someone works here. Texts are neutral and carry no name.",
    )
    email_port: int = _option(587, meaning="SMTP port; STARTTLS is required.")
    email_user: str = _option("", meaning="SMTP user.")
    email_password: str = _option("", meaning="SMTP password.", danger="Keep jiwar.toml readable by one user only.")
    email_from: str = _option("", meaning="Sender of messages.", danger="Choose one that does not say what we do.")

    @property
    def secure(self) -> bool:
        """People come by https."""
        return urlsplit(self.origin).scheme == "https"

    @property
    def hosts(self) -> list[str]:
        """Every host name that is answered."""
        return [urlsplit(self.origin).hostname or "", *self.allowed_hosts]

    @property
    def files(self) -> Path:
        """Where sealed files lie."""
        return self.home / "files"

    @property
    def keys(self) -> Path:
        """Where keys lie, outside the database."""
        return self.home / "keys"

    @property
    def audit(self) -> Path:
        """Where the audit chain's checkpoints lie, outside the database."""
        return self.home / "audit"

    @property
    def last_backup(self) -> Path:
        """A mark whose age is the age of the last backup, wherever that was written to."""
        return self.home / "last-backup"

    @property
    def last_rehearsal(self) -> Path:
        """What the last rehearsal of a restore found."""
        return self.home / "last-rehearsal"

    @property
    def last_share_rehearsal(self) -> Path:
        """When the recovery shares, or the sheet, were last typed back and seen to open the keys."""
        return self.home / "last-share-rehearsal"

    @property
    def database_file(self) -> Path:
        """The SQLite database."""
        return self.home / "database.sqlite3"

    @property
    def static(self) -> Path:
        """Style sheets, scripts and fonts as they are served, derived from the package at start."""
        return self.home / "static"


@dataclass(frozen=True, slots=True)
class Described:
    """One option as the documentation shows it."""

    name: str
    variable: str
    default: str
    meaning: str
    danger: str


def described() -> list[Described]:
    """Every option with default, meaning and danger, in order."""
    return [
        Described(
            name=option.name,
            variable=f"JIWAR_{option.name.upper()}",
            default=",".join(option.default) if isinstance(option.default, tuple) else str(option.default),
            meaning=option.metadata["meaning"],
            danger=option.metadata["danger"],
        )
        for option in fields(Options)
    ]


def read(environment: Mapping[str, str] | None = None) -> Options:
    """Read and check all options; raises BadOption."""
    environment = os.environ if environment is None else environment
    home = Path(environment.get("JIWAR_HOME") or "var").expanduser().resolve()
    from_file = _from_file(home / "jiwar.toml")
    hints = get_type_hints(Options)
    values: dict[str, Any] = {"home": home}
    for option in fields(Options):
        variable = f"JIWAR_{option.name.upper()}"
        if option.name == "home":
            continue
        if variable in environment:
            values[option.name] = _parsed(variable, environment[variable], hints[option.name])
        elif option.name in from_file:
            values[option.name] = _parsed(f"{option.name} in jiwar.toml", from_file[option.name], hints[option.name])
        elif option.default is MISSING:
            raise BadOption(f"{variable} must be set.")
    options = Options(**values)
    _check(options)
    return options


def secret_key(home: Path) -> str:
    """The key that signs sessions, made at first use in the home directory and readable by its owner only."""
    place = home / "secret-key"
    if not place.exists():
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = place.with_name(f"secret-key.{os.getpid()}")
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
        try:
            # Two processes may start at once: the first link wins and both read the same key.
            os.link(draft, place)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return place.read_text(encoding="ascii").strip()


def _from_file(place: Path) -> dict[str, Any]:
    if not place.exists():
        return {}
    try:
        content = tomllib.loads(place.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadOption(f"{place} is not valid TOML: {error}.") from error
    known = {option.name for option in fields(Options)} - {"home"}
    for name in content:
        if name not in known:
            raise BadOption(f"{place} names the option '{name}', which does not exist; take it out or correct it.")
    return content


def _parsed(place: str, value: Any, kind: Any) -> Any:
    reader: Callable[[Any], Any] = _READERS.get(kind, _text)
    try:
        return reader(value)
    except (ValueError, TypeError) as error:
        raise BadOption(f"{place} cannot be '{value}': {error}.") from error


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("a text is expected")
    return value.strip()


def _number(value: Any) -> int:
    try:
        return int(value)
    except ValueError:
        raise ValueError("a whole number is expected") from None


def _switch(value: Any) -> bool:
    words = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
    if isinstance(value, bool):
        return value
    try:
        return words[str(value).strip().lower() or "no"]
    except KeyError:
        raise ValueError("yes or no is expected") from None


def _several(value: Any) -> tuple[str, ...]:
    parts = value.split(",") if isinstance(value, str) else value
    return tuple(stripped for part in parts if (stripped := str(part).strip()))


def _database(value: Any) -> str:
    if value not in ("sqlite", "postgres"):
        raise ValueError("'sqlite' or 'postgres' is expected")
    return str(value)


_READERS: dict[Any, Callable[[Any], Any]] = {
    int: _number,
    bool: _switch,
    tuple[str, ...]: _several,
    Database: _database,
}


def _check(options: Options) -> None:
    origin = urlsplit(options.origin)
    if origin.scheme not in ("http", "https") or not origin.hostname or origin.path.strip("/"):
        raise BadOption(f"JIWAR_ORIGIN cannot be '{options.origin}': take an address such as https://desk.example.org.")
    if origin.scheme == "http" and origin.hostname != "localhost":
        raise BadOption(f"JIWAR_ORIGIN cannot be '{options.origin}': without https only http://localhost is accepted.")
    if "*" in options.allowed_hosts:
        raise BadOption("JIWAR_ALLOWED_HOSTS cannot contain '*': name every host.")
    if not 15 <= options.session_idle_minutes <= 30:
        raise BadOption(f"JIWAR_SESSION_IDLE_MINUTES cannot be {options.session_idle_minutes}: take 15 to 30.")
    if not 8 <= options.session_hours <= 10:
        raise BadOption(f"JIWAR_SESSION_HOURS cannot be {options.session_hours}: take 8 to 10.")
    if not (1 <= options.processes <= 16 and 1 <= options.threads <= 64):
        raise BadOption("JIWAR_PROCESSES must lie between 1 and 16 and JIWAR_THREADS between 1 and 64.")
    _check_neighbours(options)


def _check_neighbours(options: Options) -> None:
    """What names somebody else: who opens backups, the scanner, the mail server."""
    wrong = [each for each in options.backup_recipients if not _AGE_RECIPIENT.fullmatch(each)]
    if wrong:
        raise BadOption(f"JIWAR_BACKUP_RECIPIENTS cannot contain '{wrong[0]}': a public key begins with age1.")
    if not (options.backup_to_site or options.backup_recipients):
        raise BadOption("JIWAR_BACKUP_TO_SITE can be no only where JIWAR_BACKUP_RECIPIENTS names a public key.")
    if options.clamav and not (options.clamav.startswith("/") or _HOST_AND_PORT.fullmatch(options.clamav)):
        raise BadOption(f"JIWAR_CLAMAV cannot be '{options.clamav}': take the path of a socket, or host:port.")
    if options.email_host and not options.email_from:
        raise BadOption("JIWAR_EMAIL_FROM must be set when JIWAR_EMAIL_HOST is.")
