"""Whom to ask for the passphrase of the key file: the file named in the options, else whoever is at the keyboard."""

import getpass
import sys
from collections.abc import Iterator
from pathlib import Path

from jiwar.foundation.vault.passphrase import NoKey, weakness
from jiwar.site import options
from jiwar.site.command_line.refusal import Refusal

TRIES = 3


def for_the_key_file(path: Path) -> Iterator[str]:
    """Passphrases to be tried; raises `NoKey` where nobody can be asked."""
    file = options.read().key_passphrase_file
    if file:
        yield first_line(Path(file))
        return
    if not sys.stdin.isatty():
        raise NoKey(
            f"The key file {path} opens with a passphrase: start from a terminal, or set JIWAR_KEY_PASSPHRASE_FILE."
        )
    for _try in range(TRIES):
        yield getpass.getpass(f"Passphrase of {path}: ")


def first_line(file: Path) -> str:
    """The first line of a passphrase file; raises `NoKey`."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise NoKey(f"The passphrase file {file} cannot be read.") from error
    if not lines or not lines[0]:
        raise NoKey(f"The passphrase file {file} is empty: its first line is the passphrase.")
    return lines[0]


def for_a_new_one(file: Path | None) -> str:
    """A passphrase strong enough to lock the keys, from the file or typed twice; raises Refusal."""
    text = first_line(file) if file else _typed_twice()
    against = weakness(text)
    if against:
        raise Refusal(against)
    return text


def _typed_twice() -> str:
    if not sys.stdin.isatty():
        raise Refusal("The new passphrase is not given, and nobody is at the keyboard; see --passphrase-file.")
    text = getpass.getpass("New passphrase of the key file (six words drawn by dice): ")
    if getpass.getpass("Once more: ") != text:
        raise Refusal("The two passphrases differ; begin again.")
    return text
