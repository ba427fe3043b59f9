"""The process that reads: it has the file, little memory, little time and nothing else of ours, and says rows.

In: one line of JSON (what is wanted), then the file. Out: one line of JSON for the head, one for each row, one for the
end or for the refusal. Started by `reading` alone.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from jiwar.foundation.confining import confine
from jiwar.foundation.sheets import kinds, limits, ods, text, xlsx
from jiwar.foundation.sheets.cells import Look, Row, packed
from jiwar.foundation.sheets.refusals import Refusal, SheetRefused


def main() -> int:
    confine(memory=limits.MEMORY, cpu_seconds=limits.CPU_SECONDS)
    wanted = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    try:
        head, rows = _opened(data, wanted)
        _say({"head": asdict(head)})
        for given, row in enumerate(rows, start=1):
            _say(packed(row))
            if given == wanted["most"]:
                break
        _say({"end": True})
    except SheetRefused as refused:
        _say({"refused": refused.code, "about": refused.about})
    except MemoryError:
        _say({"refused": Refusal.TOO_HEAVY, "about": {}})
    except Exception:
        # Whatever a hostile file breaks in a library: the parent needs to know that it broke, nobody needs to know how.
        _say({"refused": Refusal.DAMAGED, "about": {}})
    return 0


def _opened(data: bytes, wanted: dict[str, Any]) -> tuple[Look, Iterator[Row]]:
    kind, archive = kinds.kind_of(data)
    if archive is None:
        return text.opened(data, wanted["encoding"], wanted["delimiter"])
    if kind == kinds.ODS:
        return ods.opened(archive, wanted["sheet"])
    return xlsx.opened(data, archive, wanted["sheet"])


def _say(said: Any) -> None:
    sys.stdout.write(json.dumps(said, ensure_ascii=True, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    raise SystemExit(main())
