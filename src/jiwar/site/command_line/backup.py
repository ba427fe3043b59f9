"""Write one encrypted backup of the database, the sealed files and the audit's checkpoints.

Consistent while people work. Encrypted with age to a recipient made from the site key; the keys themselves are not in
it. Who has the backup and the recovery sheet (or the key file) can restore; who has only one of them has nothing.
"""

import argparse
from pathlib import Path

from jiwar.site.command_line import django_start


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", nargs="?", type=Path, help="where to (default: backups/ in the home directory)")


def run(arguments: argparse.Namespace) -> int:
    given = django_start.start()
    django_start.reachable()
    from jiwar.site import backups

    written = backups.write(given, arguments.file)
    print(f"{written.path}: {written.rows} rows, {written.files} sealed files, {written.size} bytes, encrypted.")
    print("Keep a copy away from this machine. It opens with the key file or the recovery sheet only.")
    return 0
