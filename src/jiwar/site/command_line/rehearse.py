"""Restore a backup into a scratch place, verify what came back, and throw the scratch place away.

Verifies checksums, counts, the audit's chain of every group, and a sample of sealed values and files: they are opened,
nothing is shown. Takes the last backup written, or writes one for this where none can be opened here. Status 1 when
something does not hold.
"""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from jiwar.site.command_line import django_start
from jiwar.site.command_line.refusal import Refusal

if TYPE_CHECKING:
    from jiwar.site.backups.report import GroupFound, Report


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", nargs="?", type=Path, help="the backup (default: the last one written)")
    command.add_argument("--identity", type=Path, metavar="FILE", help="the secret half (age-keygen) that opens it")


def run(arguments: argparse.Namespace) -> int:
    given = django_start.start()
    django_start.reachable()
    from jiwar.site.backups import reading, rehearsal

    if arguments.file and not arguments.file.is_file():
        raise Refusal(f"There is no backup at {arguments.file}.")
    if arguments.identity:
        reading.identity_from(arguments.identity)  # a wrong file is said here, and is no finding about the backup
    found = rehearsal.rehearse(given, arguments.file, arguments.identity)
    print("\n".join(in_words(found)))
    return 0 if found.well else 1


def in_words(found: "Report") -> list[str]:
    """What was found, for the person at the keyboard."""
    if found.refusal:
        return [f"The backup was not restored: {found.refusal}"]
    said = [
        f"The backup of {found.taken_at} came back in {found.seconds:g} s: {found.rows} rows and {found.files} sealed "
        "files; checksums and counts agree."
    ]
    if found.erased:
        said.append(f"Erased again, because they had been erased since: {found.erased} people.")
    said += [_of_group(group) for group in found.groups.values()]
    said.append("All is well; the scratch place is gone." if found.well else "NOT well: do not rely on this backup.")
    return said


def _of_group(found: "GroupFound") -> str:
    sample = found.sample
    chain = f"the chain is BROKEN at {found.problem}" if found.problem else f"the chain holds ({found.links} links)"
    values = (
        f"{sample.opened} sealed values opened, {sample.closed} did NOT"
        if sample.closed
        else (f"{sample.opened} sealed values opened")
    )
    files = f"{sample.files_read} sealed files read"
    if not found.files_open:
        files += f", {sample.files_broken} are BROKEN, {sample.files_missing} are MISSING"
    return f"{found.name}: {chain}, {values}, {files}."
