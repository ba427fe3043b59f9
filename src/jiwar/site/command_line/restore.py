"""Restore a backup into an empty home directory and database.

The key comes from a key file or from the codes on the recovery sheet. Nothing that exists is overwritten; checksums,
the database's integrity, row counts and migrations are checked. Whoever was erased since the backup is erased again,
by the lines in the home, in the backup and in the files named with --erased.
"""

import argparse
from pathlib import Path

from jiwar.site.command_line import django_start
from jiwar.site.command_line.refusal import Refusal


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, help="the backup")
    key = command.add_mutually_exclusive_group()
    key.add_argument("--keys", type=Path, metavar="FILE", help="the key file (keys.json)")
    key.add_argument("--sheet", type=Path, metavar="FILE", help="the recovery sheet as text; '-' reads what is typed")
    command.add_argument(
        "--erased",
        action="append",
        default=[],
        type=Path,
        metavar="FILE",
        help="lines about who was erased since (audit/*.erased), or their folder; repeat",
    )
    command.add_argument("--identity", type=Path, metavar="FILE", help="the secret half (age-keygen) that opens it")


def run(arguments: argparse.Namespace) -> int:
    given = django_start.start()
    from jiwar.site import recovery
    from jiwar.site.backups import reading

    if not arguments.file.is_file():
        raise Refusal(f"There is no backup at {arguments.file}.")
    if arguments.keys:
        found = recovery.from_key_file(arguments.keys)
    elif arguments.sheet:
        found = recovery.from_sheet(arguments.sheet)
    else:
        found = recovery.from_home(given.keys)
    identity = reading.identity_from(arguments.identity) if arguments.identity else None
    restored = reading.restore(given, arguments.file, found, identity, erased_since=arguments.erased)
    print(f"Restored {restored.rows} rows and {restored.files} sealed files as of {restored.taken_at}.")
    print(f"Erased again, because they had been erased since: {restored.erased} people.")
    print("Now run jiwar audit verify, then jiwar serve.")
    return 0
