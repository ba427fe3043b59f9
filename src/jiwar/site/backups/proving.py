"""The scratch side of a rehearsal, in a process of its own: restore as anybody would, look, and say what was found.

Run by `rehearsal` as `python -m jiwar.site.backups.proving`; its options name the scratch place.
"""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from jiwar.site.command_line import django_start
from jiwar.site.command_line.refusal import Refusal
from jiwar.site.keyring import handing_over


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("backup", type=Path)
    parser.add_argument("keys", type=Path)
    parser.add_argument("--identity", type=Path)
    parser.add_argument("--erased", type=Path, action="append", default=[])
    parser.add_argument("--unlocked-by", type=int)
    arguments = parser.parse_args()
    try:
        handing_over.receive(arguments.unlocked_by)
        found = _prove(arguments.backup, arguments.keys, arguments.identity, arguments.erased)
    except Refusal as refusal:
        found = {"refusal": str(refusal)}
    json.dump(found, sys.stdout)
    return 0


def _prove(backup: Path, keys: Path, identity: Path | None, erased: list[Path]) -> dict[str, Any]:
    given = django_start.start()
    from jiwar.foundation.groups.models import Group
    from jiwar.site import recovery
    from jiwar.site.backups import reading

    opened_by = reading.identity_from(identity) if identity else None
    restored = reading.restore(given, backup, recovery.from_key_file(keys), opened_by, erased_since=erased)
    groups = {str(group.id): _look(group) for group in Group.objects.order_by("name")}
    # What was taken away while the backup was written has a row and no file, and nothing is wrong with that.
    missing = sum(found["sample"]["files_missing"] for found in groups.values())
    if missing <= restored.gone:
        for found in groups.values():
            found["sample"]["files_missing"] = 0
    return {
        "taken_at": restored.taken_at,
        "rows": restored.rows,
        "files": restored.files,
        "erased": restored.erased,
        "groups": groups,
    }


def _look(group: Any) -> dict[str, Any]:
    from jiwar.foundation.audit.verification import verify
    from jiwar.foundation.groups.context import acting_for
    from jiwar.foundation.vault import keys, sampling

    with acting_for(group), keys.session():
        verdict, sample = verify(group), sampling.take()
    return {"name": group.name, "links": verdict.checked, "problem": verdict.problem, "sample": asdict(sample)}


if __name__ == "__main__":
    sys.exit(main())
