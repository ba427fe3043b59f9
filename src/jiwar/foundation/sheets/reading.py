"""Asking the child: the file goes in as a stream, rows come out as a stream, and neither rests on disk."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from jiwar.foundation.sheets import limits
from jiwar.foundation.sheets.cells import Look, Row, SheetSeen, unpacked
from jiwar.foundation.sheets.refusals import Refusal, SheetRefused

_SOURCES = str(Path(__file__).parents[3])


def look(chunks: Iterable[bytes], *, sheet: str = "", encoding: str = "", delimiter: str = "", most: int = 40) -> Look:
    """What kind of table it is and its first rows. Raises `SheetRefused`."""
    said = _asked(chunks, sheet, encoding, delimiter, most, limits.LOOK_SECONDS)
    head = next(said)
    seen = tuple(SheetSeen(**each) for each in head.pop("sheets"))
    head.pop("rows")
    return Look(**head, sheets=seen, rows=tuple(unpacked(row) for row in said))


def rows(chunks: Iterable[bytes], *, sheet: str = "", encoding: str = "", delimiter: str = "") -> Iterator[Row]:
    """Every filled row. Raises `SheetRefused`, at the first row or at any later one."""
    said = _asked(chunks, sheet, encoding, delimiter, 0, limits.SECONDS)
    next(said)
    for row in said:
        yield unpacked(row)


def _asked(
    chunks: Iterable[bytes], sheet: str, encoding: str, delimiter: str, most: int, seconds: int
) -> Iterator[Any]:
    """The head, then rows as they come."""
    with subprocess.Popen(
        [sys.executable, "-P", "-X", "utf8", "-m", "jiwar.foundation.sheets.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd="/",
        # Nothing of ours in its environment: options may hold a password.
        env={"PATH": os.defpath, "PYTHONPATH": _SOURCES},
    ) as child:
        stop = threading.Timer(seconds, child.kill)
        stop.start()
        try:
            wanted = {"sheet": sheet, "encoding": encoding, "delimiter": delimiter, "most": most}
            _hand_over(child.stdin, json.dumps(wanted).encode() + b"\n", chunks)
            yield from _heard(child.stdout)
        finally:
            stop.cancel()
            child.kill()


def _hand_over(into: IO[bytes] | None, wanted: bytes, chunks: Iterable[bytes]) -> None:
    if into is None:
        raise SheetRefused(Refusal.TOO_HEAVY)
    size = 0
    try:
        into.write(wanted)
        for chunk in chunks:
            size += len(chunk)
            if size > limits.BYTES:
                raise SheetRefused(Refusal.TOO_LARGE)
            into.write(chunk)
        into.close()
    except BrokenPipeError:
        raise SheetRefused(Refusal.TOO_HEAVY) from None


def _heard(said: IO[bytes] | None) -> Iterator[Any]:
    """Silence before the end means that a limit stopped the child."""
    for line in said or ():
        told = json.loads(line)
        if isinstance(told, list):
            yield told
        elif "head" in told:
            yield told["head"]
        elif "refused" in told:
            raise SheetRefused(Refusal(told["refused"]), **told["about"])
        else:
            return
    raise SheetRefused(Refusal.TOO_HEAVY)
