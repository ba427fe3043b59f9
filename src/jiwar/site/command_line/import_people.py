"""Bring in a list of people (XLSX, ODS, CSV), or only say what would become of each row.

  jiwar import-people list.xlsx --by samira --dry-run
  jiwar import-people list.xlsx --by samira --mapping name=B --mapping birth=D --result result.xlsx

It acts as the member named, who must be allowed to bring in lists and sees it afterwards on the page Lists.
"""

import argparse
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from jiwar.site.command_line import django_start
from jiwar.site.command_line.refusal import Refusal

if TYPE_CHECKING:
    from jiwar.casework.people.imports.headers import Plan
    from jiwar.casework.people.imports.models import PeopleImport
    from jiwar.foundation.access.viewer import Viewer

PIECE = 1024 * 1024


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE", type=Path, help="the list")
    command.add_argument("--by", required=True, metavar="USER", help="user name of the member who brings it in")
    command.add_argument("--group", help="name of the group the member is expected in; another one is refused")
    command.add_argument("--dry-run", action="store_true", help="only say what would happen; register nobody")
    command.add_argument(
        "--sheet", default="", help="the sheet to read (default: the first that is shown and not empty)"
    )
    command.add_argument(
        "--mapping",
        action="append",
        default=[],
        metavar="FIELD=COLUMN",
        help="what a column means, name=B; repeat (default: guessed from the headings)",
    )
    command.add_argument("--result", type=Path, help="write the rows with their fate to this new XLSX file")


def run(arguments: argparse.Namespace) -> int:
    django_start.start()
    django_start.founded()
    from jiwar.foundation.groups.context import acting_for
    from jiwar.foundation.vault import keys

    viewer = _viewer(arguments.by, arguments.group)
    if arguments.result is not None and arguments.result.exists():
        raise Refusal(f"{arguments.result} exists already; a result is never written over another file.")
    with acting_for(viewer.group), keys.session():
        brought = _begin(viewer, arguments)
        found = _worked_off(viewer, brought, only_try=arguments.dry_run)
        undecided = _told(found)
        if arguments.result is not None:
            _write_result(viewer, found, arguments.result)
    return 1 if undecided else 0


def _viewer(username: str, group: str | None) -> "Viewer":
    from jiwar.foundation.access import capabilities as can
    from jiwar.foundation.access.models import Account
    from jiwar.foundation.access.viewer import viewer_of_account

    account = Account.objects.filter(username=username).first()
    viewer = viewer_of_account(account, address="command line") if account else None
    if viewer is None or (group and viewer.group.name != group):
        raise Refusal(f"Nobody called '{username}' is a member{f' of {group}' if group else ''}.")
    if not viewer.can(can.IMPORT_PEOPLE):
        raise Refusal(f"The roles of '{username}' do not include bringing in lists (coordinators may).")
    return viewer


def _begin(viewer: "Viewer", arguments: argparse.Namespace) -> "PeopleImport":
    from jiwar.casework.people.imports import actions, headers
    from jiwar.foundation.sheets.refusals import SheetRefused
    from jiwar.foundation.vault import scanning

    if not arguments.file.is_file():
        raise Refusal(f"There is no file {arguments.file}.")
    try:
        brought = actions.begin(viewer, chunks=_pieces(arguments.file), name=arguments.file.name, sheet=arguments.sheet)
    except SheetRefused as refused:
        raise Refusal(refused.sentence) from refused
    except scanning.Refused as refused:
        raise Refusal(str(refused.words)) from refused
    plan = headers.from_data(brought.plan)
    fields = _mapped(plan, arguments.mapping)
    if arguments.mapping:
        plan = actions.choose(viewer, brought=brought, header=plan.header, fields=fields)
    for heading, meant in zip(plan.headings, plan.fields, strict=True):
        print(f"  {' '.join(heading.split()) or '-'}: {meant or 'left out'}")
    return brought


def _pieces(file: Path) -> Iterator[bytes]:
    with file.open("rb") as source:
        while piece := source.read(PIECE):
            yield piece


def _mapped(plan: "Plan", said: list[str]) -> list[str]:
    from jiwar.casework.people.imports.fields import FIELDS
    from jiwar.foundation.sheets.cells import letters

    columns = {letters(column): column for column in range(len(plan.fields))}
    fields = list(plan.fields)
    for each in said:
        field, equals, column = each.partition("=")
        if not equals or field not in FIELDS or column.upper() not in columns:
            raise Refusal(f"'{each}' is no mapping: write FIELD=COLUMN, name=B. Fields: {', '.join(FIELDS)}.")
        fields = ["" if meant == field else meant for meant in fields]
        fields[columns[column.upper()]] = field
    return fields


def _worked_off(viewer: "Viewer", brought: "PeopleImport", *, only_try: bool) -> "PeopleImport":
    from jiwar.casework.people.imports import actions, queries
    from jiwar.casework.people.imports.words import why_stopped

    try:
        actions.start_and_wait(viewer, brought=brought, only_try=only_try)
    except actions.NoName:
        raise Refusal("No column holds the name: say which with --mapping name=B.") from None
    found = queries.brought(viewer, brought.id)
    if found.state == found.State.STOPPED:
        raise Refusal(why_stopped(found.about.get("stopped")))
    return found


def _told(found: "PeopleImport") -> int:
    """Prints the counts; returns how many rows still need a decision."""
    from jiwar.casework.people.imports import queries
    from jiwar.casework.people.imports.words import fate_words

    trying = found.state == found.State.TRIED
    print("Nothing was written about anybody." if trying else "Brought in.")
    for fate, count in found.counts.items():
        if count:
            print(f"  {fate_words(fate, trying=trying)}: {count}")
    return sum(int(found.counts.get(fate, 0)) for fate in queries.UNDECIDED)


def _write_result(viewer: "Viewer", found: "PeopleImport", target: Path) -> None:
    from jiwar.casework.people.imports.result import taken
    from jiwar.foundation.sheets import writing

    made = writing.xlsx(taken(viewer, found), sheet="result")
    with open(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(made)
    print(f"The rows with their fate are in {target}. That file is not sealed: keep it only as long as you need it.")
