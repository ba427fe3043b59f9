"""The procedures known to the program: list them, or check the packs and the scenarios a lawyer can read."""

import argparse
import json
from typing import Any


def declare(command: argparse.ArgumentParser) -> None:
    actions = command.add_subparsers(dest="action", metavar="ACTION", required=True)
    check = actions.add_parser("check", help="verify every pack and scenario", allow_abbrev=False)
    check.description = "Verify every pack and scenario; exit status 1 when something does not hold."
    listed = actions.add_parser("list", help="name procedures, tracks and events", allow_abbrev=False)
    listed.description = "Name procedures, tracks and events."
    listed.add_argument("--json", action="store_true", help="as JSON")


def run(arguments: argparse.Namespace) -> int:
    return _check() if arguments.action == "check" else _list(as_json=arguments.json)


def _check() -> int:
    from jiwar.knowledge.procedures import check_all, procedures, scenarios

    problems = check_all()
    for problem in problems:
        print(problem)
    if not problems:
        print(f"{len(procedures())} packs and {len(scenarios())} scenarios hold.")
    return 1 if problems else 0


def _list(*, as_json: bool) -> int:
    from jiwar.knowledge.procedures import listing

    answer: dict[str, Any] = listing()
    if as_json:
        print(json.dumps(answer, ensure_ascii=False, indent=2))
        return 0
    for procedure in answer["procedures"]:
        print(f"{procedure['id']}  {procedure['name']} (checked {procedure['reviewed_on']})")
        for track in procedure["tracks"]:
            print(f"    {track['id']}: {track['name']}")
            print(f"        {', '.join(track['events'])}")
    return 0
