"""Write one encrypted backup of the database, the sealed files and the audit's checkpoints.

Consistent while people work. Encrypted with age to a recipient made from the site key and to every further public key
named; the keys themselves are not in it. Who has the backup and the recovery sheet (or the key file) can restore; who
has only one of them has nothing.
"""

import argparse
from pathlib import Path

from jiwar.site.command_line import django_start


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "file", nargs="?", type=Path, help="a new file, or a directory (default: backups/ in the home directory)"
    )
    command.add_argument(
        "--recipient", action="append", default=[], metavar="KEY", help="a public key (age1…) that opens it too; repeat"
    )
    command.add_argument("--keep", type=int, metavar="N", help="keep the newest N of the directory, let older ones go")


def run(arguments: argparse.Namespace) -> int:
    given = django_start.start()
    django_start.founded()
    from jiwar.site.backups import rotation, writing
    from jiwar.site.keyring import shares

    if arguments.keep is not None:
        rotation.check(arguments.file, keep=arguments.keep)
    recipients = writing.recipients_of(given, arguments.recipient)
    written = writing.write(given, arguments.file, recipients=recipients)
    writing.note(given, written, keep=arguments.keep)
    copy = shares.copy_beside(written.path, written.keys)
    print(f"{written.path}: {written.rows} rows, {written.files} sealed files, {written.size} bytes, encrypted.")
    if arguments.keep is not None:
        gone = rotation.rotate(written.path, keep=arguments.keep)
        print(f"{len(gone)} older backups were taken away.")
    if copy:
        print(f"{copy}: the keys of today, sealed; the recovery shares open it. Keep it beside the backup.")
    opened_by = "the key file or the recovery sheet" if given.backup_to_site else "the secret half of a recipient's key"
    print(f"Keep a copy away from this machine. It opens with {opened_by} only.")
    return 0
