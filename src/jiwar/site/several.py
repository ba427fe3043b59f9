"""Whether several processes or machines stand on the same ground: where the home lies, and whether files are shared."""

import ctypes
import os

from jiwar.site import mounts, options
from jiwar.site.command_line import django_start
from jiwar.site.examination import Finding

NEWEST = 200
_NOT_KEPT = 0x40
_ROOM_OF_THE_KERNELS_ANSWER = 256
_STATUS_AT = 40


def database_place() -> Finding:
    """SQLite's locks do not hold across a network, and a second machine would write into the same file."""
    given = options.read()
    kind = mounts.network_below(given.home)
    if given.database == "postgres":
        return Finding(True, "PostgreSQL: as many processes and machines as its connections allow.")
    if kind:
        return Finding(
            False, f"SQLite on {kind}: two writers would destroy it; take a disk of this machine or PostgreSQL."
        )
    return Finding(True, f"SQLite on a disk of this machine, {given.processes} processes; one machine only.")


def shared_files() -> Finding:
    """What was uploaded last, on whatever machine, must lie here too."""
    django_start.start()
    from jiwar.foundation.vault import files

    newest = files.newest(NEWEST)
    if not newest:
        return Finding(True, "no file was uploaded yet; look again after the first, on every machine.")
    absent = sum(not path.exists() for path in newest)
    if absent:
        where = options.read().files
        return Finding(
            False, f"{absent} of the newest {len(newest)} do not lie in {where}: every machine must see one folder."
        )
    return Finding(True, f"the newest {len(newest)} lie in {options.read().files}.")


def time_source() -> Finding:
    """What the kernel says of its clock; it is only asked, nothing is set."""
    answer = ctypes.create_string_buffer(_ROOM_OF_THE_KERNELS_ANSWER)
    if ctypes.CDLL(None, use_errno=True).adjtimex(answer) < 0:
        return Finding(
            False, f"the clock cannot be asked ({os.strerror(ctypes.get_errno())}): run it outside its walls."
        )
    status = int.from_bytes(answer.raw[_STATUS_AT : _STATUS_AT + 4], "little")
    if status & _NOT_KEPT:
        return Finding(
            False, "nothing keeps the clock right: install chrony, and name the router where there is no net."
        )
    return Finding(True, "kept right by a time source.")
