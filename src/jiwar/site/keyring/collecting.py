"""Taking in shares: from files, else from whoever is at the keyboard, one after another until there are enough."""

import sys
from collections.abc import Sequence
from pathlib import Path

from pyrage.x25519 import Identity

from jiwar.site.command_line.refusal import Refusal
from jiwar.site.keyring.shares import Collection


def collect(files: Sequence[Path]) -> Identity:
    """What the shares open with; raises Refusal, naming the file whose share is wrong."""
    found = Collection()
    for file in files:
        try:
            found.add(file.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise Refusal(f"The share {file} cannot be read.") from error
        except Refusal as wrong:
            raise Refusal(f"{file}: {wrong}") from wrong
    if not files:
        _ask(found)
    return found.identity()


def _ask(found: Collection) -> None:
    if not sys.stdin.isatty():
        raise Refusal("No share is given, and nobody is at the keyboard; name files with --share.")
    print("Type the words of a share in their order, then press Enter. The first four letters of each are enough.")
    while found.missing:
        try:
            found.add(input("Share: "))
        except Refusal as wrong:
            print(wrong)
